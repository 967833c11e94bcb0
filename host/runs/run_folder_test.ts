import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import builtin from "../../builtin.ts";
import { HostError, InputError } from "../../core/errors.ts";
import { Registry } from "../../core/registry.ts";
import { resolveTask } from "../../core/task/resolve.ts";
import type { MetricsRow } from "../../core/train/metrics.ts";
import { tasks } from "../../tasks/mod.ts";
import { writeAtomically } from "../io/atomic_write.ts";
import { replaceDisk } from "../io/disk.ts";
import { appendMetrics, readMetrics, truncateMetrics } from "./metrics_log.ts";
import { isRunInfo, listRuns, RunFolder, type RunInfo } from "./run_folder.ts";
import { lockRun } from "./run_lock.ts";

const { task } = resolveTask({
  text: tasks.tworoom,
  file: "tworoom.jsonc",
  registry: new Registry([builtin]),
});

function info(started: string): RunInfo {
  return {
    format: 1,
    task: task.name,
    hash: "abc",
    seed: 0,
    preset: "cpu",
    base: "file:///",
    command: "train tworoom",
    started,
    versions: {},
    backend: { name: "wasm", adapter: undefined, blas: undefined, reason: "asked for" },
    seconds: {},
    finished: false,
  };
}

async function withFolder(run: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

Deno.test("runs are listed newest first, and say what was changed", () =>
  withFolder((out) => {
    const old = RunFolder.create(out, task, info("2026-01-02T03:04:05.000Z"));
    const fresh = RunFolder.create(out, task, info("2026-01-02T03:04:06.000Z"));
    mkdirSync(join(out, task.name, "something else"));
    assert.deepEqual(listRuns(out, task.name).map(({ path }) => path), [fresh.path, old.path]);
    fresh.addSeconds("train", 2);
    fresh.addSeconds("train", 3);
    fresh.update({ finished: true });
    const again = RunFolder.open(fresh.path);
    assert.equal(again.info.seconds.train, 5);
    assert.ok(again.info.finished);
    assert.deepEqual(again.readTask(), JSON.parse(JSON.stringify(task)));
    assert.deepEqual(listRuns(out, "other"), []);
    assert.throws(() => RunFolder.open(out), InputError);
  }));

Deno.test("a run has one trainer at a time", () =>
  withFolder((folder) => {
    const first = lockRun(folder);
    assert.throws(() => lockRun(folder), HostError);
    first[Symbol.dispose]();
    lockRun(folder)[Symbol.dispose]();
  }));

Deno.test("metrics past a checkpoint and torn lines are dropped", () =>
  withFolder((folder) => {
    const path = join(folder, "metrics.jsonl");
    const row = (step: number): MetricsRow => ({
      stage: "joint",
      step,
      loss: 1,
      terms: {},
      learningRate: 1,
      gradNorm: 1,
      seconds: step,
      rng: "0",
    });
    for (const step of [1, 2, 3]) appendMetrics(path, row(step));
    appendFileSync(path, '{"stage":"joi');
    assert.deepEqual(readMetrics(path).map(({ step }) => step), [1, 2, 3]);
    truncateMetrics(path, ({ step }) => step <= 2);
    assert.deepEqual(readMetrics(path).map(({ step }) => step), [1, 2]);
  }));

Deno.test("lines of another form outlive a resume", () =>
  withFolder((folder) => {
    const path = join(folder, "metrics.jsonl");
    const foreign = '{"stage":"joint","step":1,"written":"by another version"}\nno JSON\n[]\n';
    writeFileSync(path, `${foreign}{"stage":"joint","step":3}\n{"stage":"joi`);
    truncateMetrics(path, ({ step }) => step <= 2);
    assert.equal(readFileSync(path, "utf8"), foreign);
    assert.deepEqual(readMetrics(path), []);
  }));

Deno.test("a run.json that the disk does not give is no foreign folder", () =>
  withFolder((folder) => {
    assert.throws(
      () => RunFolder.open(folder),
      /^InputError: Cannot open .*found no run\.json, expected a run/,
    );
    writeFileSync(join(folder, "run.json"), "[]");
    assert.throws(
      () => RunFolder.open(folder),
      /^InputError: Cannot open .*found "\[\]", expected the run\.json/,
    );
    rmSync(join(folder, "run.json"));
    mkdirSync(join(folder, "run.json"));
    assert.throws(() => RunFolder.open(folder), HostError);
  }));

Deno.test("an atomic write replaces a file or leaves it", () =>
  withFolder((folder) => {
    const path = join(folder, "a.json");
    writeAtomically(path, "one");
    writeAtomically(path, "two");
    assert.equal(Deno.readTextFileSync(path), "two");
    mkdirSync(join(folder, "b.json"));
    assert.throws(() => writeAtomically(join(folder, "b.json"), "x"), HostError);
    assert.deepEqual(readdirSync(folder).sort(), ["a.json", "b.json"], "no temporary file is left");
  }));

Deno.test("what a kill left of a write goes when the run is next locked, and nothing else", () =>
  withFolder((folder) => {
    mkdirSync(join(folder, "media"));
    const write = (...names: string[]) => names.forEach((name) => writeFileSync(join(folder, name), "x"));
    write(
      "report.html",
      "report.html.0123456789ab.tmp",
      "notes.tmp",
      "media/a.gif",
      "media/a.gif.fedcba987654.tmp",
    );
    mkdirSync(join(folder, "folder.0123456789ab.tmp"));
    lockRun(folder)[Symbol.dispose]();
    assert.deepEqual(readdirSync(folder).sort(), [
      "folder.0123456789ab.tmp",
      "media",
      "notes.tmp",
      "report.html",
      "run.lock",
    ]);
    assert.deepEqual(readdirSync(join(folder, "media")), ["a.gif"]);
  }));

Deno.test("a write whose temporary file another process sweeps is done again", () =>
  withFolder((folder) => {
    let swept = 0;
    const path = join(folder, "demo.gif");
    {
      using _disk = replaceDisk((real) => ({
        ...real,
        rename: (from, to) => {
          if (swept++ === 0) lockRun(folder)[Symbol.dispose]();
          real.rename(from, to);
        },
      }));
      writeAtomically(path, "film");
    }
    assert.equal(swept, 2);
    assert.equal(readFileSync(path, "utf8"), "film");
  }));

const runInfo = {
  format: 1,
  task: "tworoom",
  hash: "abc",
  seed: 0,
  preset: null,
  base: "file:///",
  command: "train tworoom",
  started: "2026-01-02T03:04:05.000Z",
  versions: { deno: "2.9.6" },
  backend: { name: "wasm", reason: "asked for", blas: { missing: "none" } },
  seconds: { train: 1 },
  finished: false,
};

Deno.test("what a run says of itself is known again, another form is not", () => {
  assert.ok(isRunInfo(runInfo));
  const on = (parts: object) => ({ ...runInfo, backend: { ...runInfo.backend, ...parts } });
  const gpu = { name: "a GPU", software: false };
  const whole = { library: "libopenblas.so.0", coreType: "Haswell" };
  for (const value of [on({ adapter: gpu, blas: undefined }), on({ blas: whole })]) {
    assert.ok(isRunInfo(value));
  }
  const wrong = [
    null,
    { ...runInfo, base: "nowhere" },
    { ...runInfo, seconds: null },
    { ...runInfo, backend: {} },
    on({ adapter: "a GPU" }),
    on({ adapter: { name: 1, software: false } }),
    on({ blas: {} }),
    on({ blas: { ...whole, library: 1 } }),
    on({ threads: "two" }),
  ];
  for (const value of wrong) assert.ok(!isRunInfo(value), JSON.stringify(value));
});
