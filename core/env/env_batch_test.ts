import assert from "node:assert/strict";
import { inProcess } from "./env_batch.ts";
import { InputError } from "../errors.ts";
import type { Env, EnvSpec } from "../types.ts";

const spec: EnvSpec = {
  id: "count@1",
  observations: { proprio: { shape: [1], dtype: "float32" } },
  actionSpace: { kind: "box", low: [0], high: [9] },
  variables: [{ name: "sum", unit: "1", description: "seed and actions" }],
  factors: [],
};

/** Adds its actions to its seed. */
function counter(): Env {
  let sum = NaN;
  return {
    ...spec,
    goals: { criterion: "same sum", reached: ([a], [b]) => a === b, distance: ([a], [b]) => Math.abs(a - b) },
    reset: ({ seed }) => void (sum = seed),
    step: ([more]) => ({ reward: sum += more, terminated: false, truncated: false }),
    observe: () => Float32Array.of(sum),
    measure: () => Float64Array.of(sum),
    getState: () => Float64Array.of(sum),
    setState: ([saved]) => void (sum = saved),
  };
}

Deno.test("slots start from seeds and states, step, and are left alone where undefined", async () => {
  const batch = inProcess(counter, 3);
  assert.deepEqual(batch.spec, spec);
  assert.equal(batch.criterion, "same sum");
  await batch.start([{ seed: 10 }, { state: Float64Array.of(20) }, { seed: 30 }]);
  const results = await batch.step([Float32Array.of(1), undefined, Float32Array.of(3)]);
  assert.deepEqual(results.map((result) => result?.reward), [11, undefined, 33]);
  await batch.start([undefined, undefined, { seed: 0 }]);
  const seen = await batch.look([true, true, false], ["proprio"]);
  assert.deepEqual(seen, [
    {
      observations: { proprio: Float32Array.of(11) },
      variables: Float64Array.of(11),
      state: Float64Array.of(11),
    },
    {
      observations: { proprio: Float32Array.of(20) },
      variables: Float64Array.of(20),
      state: Float64Array.of(20),
    },
    undefined,
  ]);
  const judged = await batch.judge([Float64Array.of(11), undefined, Float64Array.of(4)]);
  assert.deepEqual(judged, [{ reached: true, distance: 0 }, undefined, { reached: false, distance: 4 }]);
  await batch.close();
});

Deno.test("mistakes reject with one sentence", async () => {
  const aimless = (): Env => {
    const { goals: _goals, ...rest } = counter();
    return rest;
  };
  const batch = inProcess(aimless, 2);
  await assert.rejects(
    batch.step([]),
    new InputError("Cannot step: 0 entries, expected one for each of 2 slots"),
  );
  await assert.rejects(
    batch.judge([Float64Array.of(1), undefined]),
    new InputError('Cannot judge: env "count@1" has no goals, expected an env that has some'),
  );
  assert.equal(batch.criterion, undefined);
  assert.throws(
    () => inProcess(counter, 0),
    new InputError("Cannot open worlds: size is 0, expected a whole number from 1"),
  );
});
