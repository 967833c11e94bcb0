import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import { reacher, twoRoom } from "../../envs/mod.ts";
import { reacherRandom } from "./random.ts";

const env = reacher.make({}, {});
const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };

/** Likeness of neighbouring torques on the shoulder in one episode. */
async function likeness(seed: number, correlation: number): Promise<number> {
  const policy = reacherRandom.make({ correlation, spread: 0.2 }, { spec: env });
  policy.begin(0, { rng: seededRng(seed) });
  let [products, squares, last] = [0, 0, 0];
  for (let step = 0; step < 1000; step++) {
    const [[torque]] = await policy.act([{ slot: 0, step, snapshot }]);
    products += torque * last;
    squares += torque * torque;
    last = torque;
  }
  return products / squares;
}

Deno.test("every episode has a likeness of its own, up to the one asked for", async () => {
  const all = await Promise.all(Array.from({ length: 40 }, (_, seed) => likeness(seed, 0.8)));
  assert.ok(Math.min(...all) < 0.2 && Math.max(...all) > 0.6);
  assert.ok(Math.max(...all) < 0.9);
  const none = await Promise.all(Array.from({ length: 10 }, (_, seed) => likeness(seed, 0)));
  assert.ok(none.every((value) => Math.abs(value) < 0.15));
});

Deno.test("episodes in several slots keep apart", async () => {
  const policy = reacherRandom.make({}, { spec: env });
  policy.begin(0, { rng: seededRng(1) });
  policy.begin(1, { rng: seededRng(1) });
  policy.begin(2, { rng: seededRng(2) });
  const turns = [0, 1, 2].map((slot) => ({ slot, step: 0, snapshot }));
  const [first, second, third] = await policy.act(turns);
  assert.deepEqual(first, second);
  assert.notDeepEqual(first, third);
});

Deno.test("a world without joints is refused", () => {
  assert.throws(() => reacherRandom.make({}, { spec: twoRoom.make({}, {}) }), InputError);
});
