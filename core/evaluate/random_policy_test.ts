import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import type { ActionSpace, Snapshot } from "../types.ts";
import { randomPolicy } from "./random_policy.ts";

const snapshot: Snapshot = { observations: {}, variables: new Float64Array(0), state: new Float64Array(0) };

async function draws(space: ActionSpace, count: number, seed = 1): Promise<number[][]> {
  const policy = randomPolicy(space);
  policy.begin(2, { rng: seededRng(seed) });
  const all: number[][] = [];
  for (let step = 0; step < count; step++) {
    all.push([...(await policy.act([{ slot: 2, step, snapshot }]))[0]]);
  }
  return all;
}

Deno.test("a box is filled evenly, dimension by dimension", async () => {
  const all = await draws({ kind: "box", low: [0, -4], high: [2, 4] }, 3000);
  for (const [dimension, low, high] of [[0, 0, 2], [1, -4, 4]]) {
    const values = all.map((action) => action[dimension]);
    assert.ok(values.every((value) => value >= low && value <= high));
    const inLowest = values.filter((value) => value < low + (high - low) / 4).length;
    assert.ok(Math.abs(inLowest - 750) < 100, `${inLowest}`);
  }
});

Deno.test("without bounds it is standard normal, with one bound it keeps to it", async () => {
  const all = await draws({ kind: "box", low: [-Infinity, 0], high: [Infinity, Infinity] }, 3000);
  const square = all.reduce((sum, [value]) => sum + value ** 2, 0) / all.length;
  assert.ok(Math.abs(square - 1) < 0.1, `${square}`);
  assert.ok(all.every(([, value]) => value >= 0));
});

Deno.test("every choice comes, and the stream decides which", async () => {
  const space = { kind: "discrete", n: 3 } as const;
  assert.deepEqual(new Set((await draws(space, 60)).flat()), new Set([0, 1, 2]));
  assert.deepEqual(await draws(space, 20, 5), await draws(space, 20, 5));
});

Deno.test("acting before an episode begins is refused", async () => {
  const policy = randomPolicy({ kind: "discrete", n: 2 });
  await assert.rejects(async () => await policy.act([{ slot: 0, step: 0, snapshot }]), InputError);
});
