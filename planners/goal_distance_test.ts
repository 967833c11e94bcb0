import assert from "node:assert/strict";
import { tensor } from "@tensorflow/tfjs-core";
import { noLeaks } from "../testing/no_leaks.ts";
import { openTestBackend } from "../tests/backend.ts";
import { goalDistance } from "./goal_distance.ts";

await openTestBackend();

// B 1, N 2, H 2, P 2, D 2
const imagined = [
  ...[1, 0, 0, 1, 3, 4, 0, 2],
  ...[0, 0, 1, 1, 1, 0, 0, -1],
];
const goal = [1, 0, 0, 1];

async function costs(options: { readonly metric?: string; readonly step?: string }): Promise<number[]> {
  const seen = tensor(imagined, [1, 2, 2, 2, 2]);
  const to = tensor(goal, [1, 2, 2]);
  const plans = tensor([0], [1, 1, 1, 1]);
  const made = goalDistance.make(options, {}).cost(seen, to, plans);
  assert.deepEqual(made.shape, [1, 2]);
  const values = [...await made.data()];
  for (const used of [seen, to, plans, made]) used.dispose();
  return values;
}

const close = (actual: readonly number[], expected: readonly number[]) =>
  actual.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) < 1e-6, `${actual} is not ${expected}`)
  );

Deno.test("l2 sums squares of the last frame over tokens and width", () =>
  noLeaks(async () => close(await costs({}), [4 + 16 + 1, 4])));

Deno.test("l1 sums absolute differences", () =>
  noLeaks(async () => close(await costs({ metric: "l1" }), [7, 2])));

Deno.test("cosine averages over tokens and does not see length", () =>
  noLeaks(async () => close(await costs({ metric: "cosine" }), [(1 - 0.6) / 2, 1])));

Deno.test("step sum adds all frames", () =>
  noLeaks(async () => close(await costs({ step: "sum" }), [0 + 21, 2 + 4])));

Deno.test("a zero latent has a finite cosine cost", () =>
  noLeaks(async () => {
    const zero = tensor([0, 0], [1, 1, 1, 1, 2]);
    const to = tensor([1, 0], [1, 1, 2]);
    const cost = goalDistance.make({ metric: "cosine" }, {}).cost(zero, to, zero);
    assert.deepEqual([...await cost.data()], [1]);
    for (const used of [zero, to, cost]) used.dispose();
  }));

Deno.test("problems are compared with their own goals", () =>
  noLeaks(async () => {
    const seen = tensor([1, 2, 1, 2], [2, 2, 1, 1, 1]);
    const to = tensor([1, 2], [2, 1, 1]);
    const cost = goalDistance.make({}, {}).cost(seen, to, seen);
    assert.deepEqual([...await cost.data()], [0, 1, 1, 0]);
    for (const used of [seen, to, cost]) used.dispose();
  }));

Deno.test("a goal of another shape is refused", () =>
  noLeaks(() => {
    const seen = tensor([1, 2], [1, 2, 1, 1, 1]);
    const to = tensor([1, 2], [2, 1, 1]);
    assert.throws(() => goalDistance.make({}, {}).cost(seen, to, seen), /goal \[2,1,1\], expected/);
    seen.dispose();
    to.dispose();
  }));
