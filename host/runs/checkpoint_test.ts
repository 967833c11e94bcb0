import assert from "node:assert/strict";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { dispose, tensor, variable } from "@tensorflow/tfjs-core";
import { read } from "../../core/engine/read.ts";
import { HostError, InputError } from "../../core/errors.ts";
import type { Variables } from "../../core/types.ts";
import { openTestBackend } from "../../tests/backend.ts";
import {
  findCheckpoint,
  isPosition,
  keepState,
  loadMoments,
  loadWeights,
  readPosition,
  saveCheckpoint,
} from "./checkpoint.ts";

await openTestBackend();

const position = { format: 1, stage: "joint", step: 7, seconds: 1.5, best: null, finished: false } as const;
const make = (...numbers: number[]): Variables => ({
  w: variable(tensor(numbers)),
  s: variable(tensor(numbers[0])),
});
const values = async (variables: Variables) =>
  (await read(Object.values(variables).map((v) => v.clone()))).map((array) => [...array]);

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

Deno.test("a checkpoint gives back weights, moments and counters", () =>
  withFolder(async (folder) => {
    const [saved, blank] = [make(1, 2, 3), make(0, 0, 0)];
    await saveCheckpoint(folder, ["last", "best"], { weights: saved, moments: saved, position });
    for (const name of ["last", "best"]) {
      const found = findCheckpoint(folder, name) ?? "";
      assert.deepEqual(readPosition(found), position);
      loadWeights(found, blank);
      assert.deepEqual(await values(blank), [[1, 2, 3], [1]]);
      loadMoments(found, blank);
    }
    dispose([saved, blank]);
  }));

Deno.test("a kill between the two renames leaves the old checkpoint to be found", () =>
  withFolder(async (folder) => {
    const saved = make(1, 2);
    await saveCheckpoint(folder, ["last"], { weights: saved, moments: saved, position });
    renameSync(join(folder, "last"), join(folder, "last.old"));
    assert.equal(findCheckpoint(folder, "last"), join(folder, "last.old"));
    await saveCheckpoint(folder, ["last"], {
      weights: saved,
      moments: saved,
      position: { ...position, step: 8 },
    });
    assert.equal(readPosition(findCheckpoint(folder, "last") ?? "").step, 8);
    dispose([saved]);
  }));

Deno.test("a checkpoint is not written through links, and what they lead to stays", () =>
  withFolder(async (folder) => {
    const [victim, run] = [join(folder, "victim"), join(folder, "checkpoints")];
    const saved = make(1, 2);
    mkdirSync(victim);
    mkdirSync(run);
    writeFileSync(join(victim, "state.json"), "victim");
    for (const name of ["last.tmp", "last", "last.old"]) symlinkSync(victim, join(run, name));
    await saveCheckpoint(run, ["last"], { weights: saved, moments: saved, position });
    assert.deepEqual(readdirSync(run), ["last"]);
    assert.ok(lstatSync(join(run, "last")).isDirectory());
    assert.equal(readPosition(join(run, "last")).step, position.step);
    assert.deepEqual(readdirSync(victim), ["state.json"]);
    assert.equal(readFileSync(join(victim, "state.json"), "utf8"), "victim");
    dispose([saved]);
  }));

Deno.test("a checkpoint with numbers that are not finite is not saved, nor loaded", () =>
  withFolder(async (folder) => {
    const [saved, blank] = [make(1, NaN, 3), make(0, 0, 0)];
    const state = { weights: saved, moments: saved, position };
    await assert.rejects(saveCheckpoint(folder, ["last"], state), /tensor "w" at step \d+ of stage/);
    assert.equal(findCheckpoint(folder, "last"), undefined);
    await keepState(folder, "last", state);
    assert.throws(() => loadWeights(join(folder, "last"), blank), /tensor "w" holds NaN or infinity/);
    assert.deepEqual(await values(blank), [[0, 0, 0], [0]]);
    dispose([saved, blank]);
  }));

Deno.test("torn and foreign checkpoints are refused, and change no weight", () =>
  withFolder(async (folder) => {
    const saved = make(1, 2, 3);
    await saveCheckpoint(folder, ["last"], { weights: saved, moments: saved, position });
    const last = join(folder, "last");
    const other = make(9, 9);
    assert.throws(() => loadWeights(last, other), /tensor "w" is \[3\], expected \[2\]/);
    truncateSync(join(last, "weights.safetensors"), 40);
    assert.throws(() => loadWeights(last, other), InputError);
    assert.deepEqual(await values(other), [[9, 9], [9]]);
    rmSync(join(last, "optimiser.safetensors"));
    assert.throws(() => loadMoments(last, other), /found no such file, expected .*; start afresh with --new/);
    writeFileSync(join(last, "state.json"), "{");
    assert.throws(
      () => readPosition(last),
      /found "\{", expected the counters of a training; start afresh with --new/,
    );
    rmSync(join(last, "state.json"));
    mkdirSync(join(last, "state.json"));
    assert.throws(() => readPosition(last), HostError, "the disk's matter, no reason to start afresh");
    dispose([saved, other]);
  }));

const counters = {
  format: 1,
  stage: "joint",
  step: 3,
  seconds: 1.5,
  best: null,
  finished: false,
};

Deno.test("counters of a checkpoint are known again, another form is not", () => {
  assert.ok(isPosition(counters));
  assert.ok(isPosition({ ...counters, best: 0.5 }));
  const wrong = [null, {}, { ...counters, format: 2 }, { ...counters, step: 0.5 }, {
    ...counters,
    finished: 1,
  }];
  for (const value of wrong) assert.ok(!isPosition(value), JSON.stringify(value));
});
