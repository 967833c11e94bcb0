import assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { recordResults } from "../../tools/readme/record_results.ts";
import { InputError } from "../../core/errors.ts";
import { collectData, type CollectedData } from "../../host/collect_data.ts";
import { openTrainedRun } from "../../host/open_target.ts";
import { writeReport } from "../../host/report_run.ts";
import { RunFolder } from "../../host/runs/run_folder.ts";
import { runDemo } from "../../host/run_demo.ts";
import { runEvaluation } from "../../host/run_evaluation.ts";
import { runTraining } from "../../host/run_training.ts";
import { trainRun } from "../../host/train_run.ts";
import { openTestBackend } from "../backend.ts";
import { orrery } from "../end_to_end/command_line.ts";
import { makePipe } from "../fixtures/make_pipe.ts";
import { createTinyRun, quiet, tinyTask } from "./tiny_run.ts";

await openTestBackend();

const setup = tinyTask();
const FILM = { evaluation: "success", file: "a.gif", still: "a.png", caption: "a film" };

/** One training, as a stranger would give it away: with a film, finished. */
async function givenRun(out: string, data: CollectedData): Promise<string> {
  const run = await createTinyRun(out, setup);
  await trainRun({ run, ...setup, data, progress: quiet, signal: new AbortController().signal });
  writeFileSync(run.file("evaluations.json"), JSON.stringify({ metrics: {}, films: [FILM] }));
  for (const name of [FILM.file, FILM.still]) writeFileSync(run.file("media", name), "picture");
  await writeReport(run, setup.task);
  run.update({ finished: true });
  return run.path;
}

const request = { backend: "wasm", blas: true, threads: undefined, progress: quiet } as const;

/** Every command that takes a run folder. */
const commands: { readonly [name: string]: (run: string, out: string) => Promise<unknown> } = {
  evaluate: (target, out) =>
    runEvaluation({ target, names: [], options: { ...request, out }, progress: quiet }),
  demo: (target, out) => runDemo({ target, options: { ...request, out }, progress: quiet }),
  train: (target, out) =>
    runTraining({
      ...request,
      target,
      out,
      overrides: [],
      fresh: false,
      command: "train",
      signal: new AbortController().signal,
      savable: () => {},
    }),
  "bench plan": (target, out) => openTrainedRun(target, out, quiet),
  results: (target, out) => recordResults(out, [target]),
};

/** A run that is to be continued. */
function unfinish(run: string): void {
  for (const file of ["run.json", "checkpoints/last/state.json"]) {
    const path = join(run, file);
    writeFileSync(path, readFileSync(path, "utf8").replace('"finished": true', '"finished": false'));
  }
}

/** Everything in a folder, links not followed. */
function contents(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort().map((name) => {
    const found = lstatSync(join(folder, name));
    return found.isFile() ? `${name}: ${readFileSync(join(folder, name), "utf8")}` : name;
  });
}

/** Names in a run that lead elsewhere: to a file, or to a folder. */
const FILES = [
  "run.json",
  "task.json",
  "run.lock",
  "metrics.jsonl",
  "evaluations.json",
  "report.json",
  "report.html",
  "media/a.gif",
  "media/a.png",
  "media/demo.gif",
  "checkpoints/last/state.json",
  "checkpoints/last/weights.safetensors",
  "checkpoints/last/optimiser.safetensors",
  "checkpoints/last.tmp/state.json",
];
const FOLDERS = [
  "media",
  "checkpoints",
  "checkpoints/last",
  "checkpoints/best",
  "checkpoints/last.tmp",
  "checkpoints/last.old",
  "checkpoints/not-finite",
];

Deno.test("no command reads or writes a run through a link out of it, and each says which link", async (t) => {
  const folder = await Deno.makeTempDir();
  const data = await collectData(setup.task, setup.registry, join(folder, "given"), quiet);
  const given = await givenRun(join(folder, "given"), data);
  const victims = join(folder, "victims");
  mkdirSync(victims);
  mkdirSync(join(folder, "docs", "results"), { recursive: true });

  /** A copy of the run in an out folder of its own; its data is a link, as to a larger disk. */
  function copy(number: number): { readonly out: string; readonly run: string } {
    const out = join(folder, `out${number}`);
    const run = join(out, setup.task.name, "run");
    cpSync(given, run, { recursive: true });
    symlinkSync(join(folder, "given", "data"), join(out, "data"));
    return { out, run };
  }

  /** Puts the victim where the name was, and a link to it in its place. */
  function plant(run: string, name: string, isFolder: boolean): void {
    const [place, victim] = [join(run, name), join(victims, "victim")];
    rmSync(victim, { recursive: true, force: true });
    mkdirSync(dirname(place), { recursive: true });
    if (existsSync(place)) cpSync(place, victim, { recursive: true });
    else if (isFolder) mkdirSync(victim);
    else writeFileSync(victim, "victim");
    if (isFolder) writeFileSync(join(victim, "own.txt"), "victim");
    rmSync(place, { recursive: true, force: true });
    symlinkSync(victim, place);
  }

  async function refuses(out: string, run: string, name: string): Promise<void> {
    const before = [contents(victims), contents(run)];
    for (const [verb, command] of Object.entries(commands)) {
      await assert.rejects(command(run, out), (error) => {
        assert.ok(error instanceof InputError, `${verb} ${name}: ${error}`);
        assert.ok(error.message.startsWith(`Cannot use "${join(run, name)}": it is a`), error.message);
        assert.ok(!error.message.includes("\n"));
        return true;
      }, `${verb} with a link at ${name}`);
    }
    assert.deepEqual([contents(victims), contents(run)], before, name);
  }

  let number = 0;
  for (const [i, name] of [...FILES, ...FOLDERS].entries()) {
    await t.step(name, async () => {
      const { out, run } = copy(number++);
      if (i % 2 === 0) unfinish(run);
      plant(run, name, FOLDERS.includes(name));
      await refuses(out, run, name);
    });
  }

  await t.step("a pipe, at which a reader would wait", async () => {
    const { out, run } = copy(number++);
    rmSync(join(run, "metrics.jsonl"));
    await makePipe(join(run, "metrics.jsonl"));
    await refuses(out, run, "metrics.jsonl");
  });

  await t.step("a run that is found by the name of its task", async () => {
    const file = join(folder, "tiny.jsonc");
    writeFileSync(file, JSON.stringify(setup.task));
    for (const name of ["run.lock", "checkpoints/last"]) {
      const { out, run } = copy(number++);
      unfinish(run);
      plant(run, name, name !== "run.lock");
      for (const command of [commands.evaluate, commands.train]) {
        await assert.rejects(
          command(file, out),
          new RegExp(`^InputError: Cannot use "${join(run, name)}": it is a link`),
        );
      }
    }
  });

  await t.step("the command line: exit 2, and list shows the others", async () => {
    const { out, run } = copy(number++);
    cpSync(run, join(dirname(run), "bad"), { recursive: true });
    const bad = join(dirname(run), "bad");
    plant(bad, "run.lock", false);
    const { code, stderr } = await orrery("evaluate", [bad], folder);
    assert.equal(code, 2, stderr);
    assert.match(
      stderr.trim(),
      /^Cannot use "[^\n]*run\.lock": it is a link out of the run, to "[^\n]*victim", expected [^\n]*$/,
    );
    assert.equal(readFileSync(join(victims, "victim"), "utf8"), "victim");
    mkdirSync(join(out, "tworoom"));
    for (const name of ["run", "bad"]) {
      cpSync(join(dirname(run), name), join(out, "tworoom", name), {
        recursive: true,
        verbatimSymlinks: true,
      });
    }
    const listed = await orrery("list", ["--out", out, "--json"], folder);
    assert.equal(listed.code, 0, listed.stderr);
    const { tworoom } = JSON.parse(listed.stdout).tasks;
    const statuses = tworoom.map((
      { run, status }: { readonly run: string; readonly status: string },
    ) => [run, status]);
    assert.deepEqual(
      new Map(statuses),
      new Map([
        [join(out, "tworoom", "bad"), "refused"],
        [join(out, "tworoom", "run"), "finished"],
      ]),
    );
  });

  await t.step("names that were temporary once, and links within, are no obstacle", async () => {
    const { out, run } = copy(number++);
    const own = join(victims, "own.txt");
    writeFileSync(own, "victim");
    for (const name of ["report.html.tmp", "run.json.tmp", "evaluations.json.tmp", "run.lock.tmp"]) {
      symlinkSync(own, join(run, name));
    }
    rmSync(join(run, "checkpoints", "best"), { recursive: true, force: true });
    symlinkSync("last", join(run, "checkpoints", "best"));
    symlinkSync(run, join(folder, "alias"));
    rmSync(join(run, "report.html"));
    const { code, stderr } = await orrery("evaluate", [join(folder, "alias"), "--out", out], folder);
    assert.equal(code, 0, stderr);
    assert.ok(lstatSync(join(run, "report.html")).isFile());
    assert.equal(readFileSync(own, "utf8"), "victim");
  });

  assert.ok(RunFolder.is(given));
  rmSync(folder, { recursive: true });
});
