import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import builtin from "../../../builtin.ts";
import { InputError } from "../../../core/errors.ts";
import { Registry } from "../../../core/registry.ts";
import { taskHash } from "../../../core/task/hash.ts";
import { resolveTask } from "../../../core/task/resolve.ts";
import { checkUnchanged } from "../../../host/check_unchanged.ts";
import { readEvaluated } from "../../../host/evaluate_run.ts";
import { isTrained, openRun } from "../../../host/open_target.ts";
import { writeReport } from "../../../host/report_run.ts";
import { truncateMetrics } from "../../../host/runs/metrics_log.ts";
import { listRuns, RunFolder } from "../../../host/runs/run_folder.ts";
import { ownPath } from "../../../host/runs/own_path.ts";
import { lockRun } from "../../../host/runs/run_lock.ts";
import { longerTask } from "../../crash/longer_task.ts";
import type { Rng } from "../../../core/types.ts";
import { mutate } from "../mutate.ts";
import type { Target } from "../target.ts";

const registry = new Registry([builtin]);
const { task } = resolveTask({ text: longerTask, file: "longer.jsonc", registry });

const info = {
  format: 1,
  task: task.name,
  hash: await taskHash(task),
  seed: 0,
  preset: null,
  base: "file:///",
  command: "train longer.jsonc",
  started: "2026-01-02T03:04:05.000Z",
  versions: { deno: "2.9.6" },
  backend: { name: "wasm", reason: "asked for", blas: { missing: "none" } },
  seconds: { train: 1.5 },
  finished: false,
};
const row = {
  stage: "joint",
  step: 1,
  loss: 1,
  terms: { prediction: 1 },
  learningRate: 1,
  gradNorm: 1,
  seconds: 1,
};
const heldOut = { prediction: 1, ratio: 1, rank: 2, std: [1, 2] };
const film = { evaluation: "success", file: "a.gif", still: "a.png", caption: "a film" };

/** The files of a run as one text, each after a line with its name. */
const files: { readonly [name: string]: string } = {
  "run.json": JSON.stringify(info),
  "task.json": JSON.stringify(task),
  "metrics.jsonl": [{ ...row, rng: "0" }, { ...row, rng: "1", heldOut }].map((line) => JSON.stringify(line))
    .join("\n"),
  "media/a.gif": "GIF89a",
  "media/a.png": "PNG",
  "evaluations.json": JSON.stringify({ metrics: { success: { rate: 0.5 } }, films: [film] }),
  "checkpoints/last/state.json": JSON.stringify(
    { format: 1, stage: "joint", step: 1, seconds: 1, best: null, finished: false },
  ),
};
const names = Object.keys(files);
const whole = new TextEncoder().encode(
  names.map((name) => `#### ${name}\n${files[name]}\n`).join(""),
);

/** What a link stands in place of, and where it leads: out of the run, or within. */
const linked = [...names, "media", "checkpoints", "checkpoints/last", "run.lock", "report.html"];
const targets = ["victim", "nothing", ".", "task/run/media", "task/run/task.json", "task/run/later"];

/** The same run with a link in it. */
function withLink(rng: Rng): Uint8Array {
  const [name, target] = [linked[rng.integer(linked.length)], targets[rng.integer(targets.length)]];
  const up = "../".repeat(name.split("/").length + 1);
  return new TextEncoder().encode(`${new TextDecoder().decode(whole)}#### link ${name}\n${up}${target}`);
}

function link(path: string, target: string): void {
  rmSync(path, { recursive: true, force: true });
  try {
    symlinkSync(target, path);
  } catch {
    // What the system takes for no target, no stranger can put there either.
  }
}

function unpack(text: string, folder: string): void {
  for (const part of text.split("#### ").slice(1)) {
    const [first, ...rest] = part.split("\n");
    const name = first.replace(/^link /, "");
    if (!linked.includes(name)) continue;
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (name !== first) link(path, rest.join("\n"));
    else if (names.includes(name)) writeFileSync(path, rest.join("\n"));
  }
}

/** Reads all that a run says, whatever is refused on the way; throws the first refusal at the end. */
async function readRun(out: string, path: string): Promise<void> {
  const refusals: InputError[] = [];
  const attempt = async (read: () => unknown) => {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refusals.push(error);
    }
  };
  await attempt(() => listRuns(out, "task").map((run) => run.info.seconds.train));
  await attempt(() =>
    truncateMetrics(ownPath(path, "metrics.jsonl"), ({ stage, step }) => stage === "joint" && step < 2)
  );
  await attempt(() => lockRun(path)[Symbol.dispose]());
  await attempt(async () => {
    const run = RunFolder.open(path);
    await attempt(() => isTrained(run));
    await attempt(() => readEvaluated(run).films.map(({ file }) => run.file("media", file)));
    await attempt(() => checkUnchanged(run, { task, registry }, "undo it"));
    await attempt(() => openRun(run));
    // With the sound task, so that the other files are read whatever task.json says.
    await attempt(() => writeReport(run, task));
    run.addSeconds("train", 1);
  });
  if (refusals.length > 0) throw refusals[0];
}

/** Run folders. */
export const runFolder: Target = {
  name: "run-folder",
  cases: 5000,
  mayEnd: false,
  damage: (rng) => mutate(rng.integer(4) === 0 ? withLink(rng) : whole, rng),
  read: async (file) => {
    const out = mkdtempSync(join(tmpdir(), "orrery-fuzz-"));
    try {
      const path = join(out, "task", "run");
      const victim = join(out, "victim");
      mkdirSync(path, { recursive: true });
      writeFileSync(victim, "victim");
      unpack(new TextDecoder().decode(file), path);
      const refusal = await readRun(out, path).then(() => undefined, (error: unknown) => ({ error }));
      if (existsSync(join(out, "nothing")) || readFileSync(victim, "utf8") !== "victim") {
        throw new TypeError("a link out of the run was written through");
      }
      if (refusal) throw refusal.error;
    } finally {
      rmSync(out, { recursive: true });
    }
  },
};
