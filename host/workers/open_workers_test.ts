import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import builtin from "../../builtin.ts";
import { inProcess } from "../../core/env/env_batch.ts";
import { makeEnv } from "../../core/env/make_env.ts";
import { InputError } from "../../core/errors.ts";
import { Registry } from "../../core/registry.ts";
import type { EnvBatch } from "../../core/types.ts";
import { twoRoom } from "../../envs/mod.ts";
import { twoRoomExpert } from "../../policies/mod.ts";
import { collect } from "../dataset/collect.ts";
import { columnHashes } from "../dataset/column_hashes.ts";
import type { WorldSource } from "./orders.ts";
import { openWorkers } from "./open_workers.ts";
import { inFolder } from "../../tests/fixtures/in_folder.ts";

const source: WorldSource = { env: { use: "two-room" }, plugins: [], base: import.meta.url };

/** A world whose state grows, and one that cannot start. */
const BROKEN = `
const make = ({ fails }) => {
  let size = 1;
  return {
    id: "broken@1",
    observations: { pixels: { shape: [1, 1, 3], dtype: "uint8" } },
    actionSpace: { kind: "box", low: [-1], high: [Infinity] },
    variables: [],
    factors: [],
    reset: () => { if (fails) throw new RangeError("it fails"); },
    step: () => ({ reward: 0, terminated: false, truncated: false }),
    observe: () => new Uint8Array(3),
    measure: () => new Float64Array(0),
    getState: () => new Float64Array(size++),
    setState: () => {},
  };
};
const fails = { type: "boolean", default: false, description: "whether it fails" };
export default { name: "b", env: { broken: { kind: "env", description: "Broken", options: { fails }, make } } };
`;

Deno.test("every column is byte-equal in this thread, in one worker and in three", () =>
  inFolder(async (folder) => {
    const hashes = async (name: string, batch: EnvBatch) => {
      const policy = twoRoomExpert.make({}, { spec: batch.spec });
      const path = join(folder, name);
      await collect({ batch, policy, path, episodes: 5, steps: 9, seed: 3 });
      await batch.close();
      return columnHashes(path);
    };
    const here = await hashes("here.h5", inProcess(() => twoRoom.make({}, {}), 4));
    assert.deepEqual(await hashes("one.h5", await openWorkers(source, 3, 1)), here);
    assert.deepEqual(await hashes("three.h5", await openWorkers(source, 4, 3)), here);
    const wrap = [{ use: "pixel-noise" }, { use: "frame-stack" }, { use: "time-limit", with: { steps: 7 } }];
    const env = { use: "two-room", wrap };
    const registry = new Registry([builtin]);
    const wrapped = await hashes("wrapped.h5", inProcess(() => makeEnv(registry, env), 4));
    assert.deepEqual(await hashes("two.h5", await openWorkers({ ...source, env }, 4, 2)), wrapped);
    assert.notDeepEqual(wrapped, here);
  }));

Deno.test("workers start from seeds and states, step, look and judge as one batch", async () => {
  const here = inProcess(() => twoRoom.make({}, {}), 3);
  const there = await openWorkers(source, 3, 2);
  assert.deepEqual([there.size, there.spec, there.criterion], [here.size, here.spec, here.criterion]);
  const play = async (batch: EnvBatch) => {
    await batch.start([{ seed: 1 }, { seed: 2 }, undefined]);
    const [, second] = await batch.look([false, true, false], []);
    await batch.start([undefined, undefined, { state: second?.state.slice() ?? new Float64Array(0) }]);
    const steps = await batch.step([undefined, Float32Array.of(1, 0), Float32Array.of(1, 0)]);
    const seen = await batch.look([true, false, true], ["pixels"]);
    const judged = await batch.judge([seen[0]?.variables.slice(), undefined, seen[0]?.variables.slice()]);
    return structuredClone({ steps, judged, seen: JSON.stringify(seen) });
  };
  assert.deepEqual(await play(there), await play(here));
  await assert.rejects(
    there.step([]),
    /^InputError: Cannot step: 0 entries, expected one for each of 3 slots$/,
  );
  await assert.rejects(there.step([Float32Array.of(NaN, 0), undefined, undefined]), InputError);
  await Promise.all([here.close(), there.close()]);
});

Deno.test("what a world does wrong is told as in this thread", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "broken.js"), BROKEN);
    const broken = (fails: boolean): WorldSource => ({
      env: { use: "broken", with: { fails } },
      plugins: ["./broken.js"],
      base: pathToFileURL(join(folder, "task.jsonc")).href,
    });
    await assert.rejects(openWorkers(broken(true), 1, 1), { name: "RangeError", message: "it fails" });
    const growing = await openWorkers(broken(false), 1, 1);
    await growing.start([{ seed: 0 }]);
    await growing.look([true], []);
    await assert.rejects(
      growing.look([true], []),
      /^InputError: Cannot look: the state has 2 numbers, expected 1$/,
    );
    await growing.close();
    const absent = { ...source, env: { use: "two-rom" } };
    await assert.rejects(openWorkers(absent, 1, 1), /Cannot find env "two-rom": did you mean "two-room"\?/);
    await assert.rejects(openWorkers(source, 0, 1), /size is 0, expected a whole number from 1/);
    await assert.rejects(openWorkers(source, 1, 0), /number of workers is 0, expected a whole number from 1/);
  }));
