import assert from "node:assert/strict";
import { seededRng } from "../core/rng.ts";
import type { ActionSpace, EnvSpec, Policy } from "../core/types.ts";
import { random } from "./random.ts";

const snapshot = { observations: {}, variables: new Float64Array(), state: new Float64Array() };

function made(actionSpace: ActionSpace): Policy {
  const spec: EnvSpec = { id: "line@1", observations: {}, actionSpace, variables: [], factors: [] };
  return random.make({}, { spec });
}

async function actions(space: ActionSpace, count: number): Promise<number[][]> {
  const policy = made(space);
  policy.begin(0, { rng: seededRng(1) });
  const all: number[][] = [];
  for (let step = 0; step < count; step++) {
    all.push([...(await policy.act([{ slot: 0, step, snapshot }]))[0]]);
  }
  return all;
}

Deno.test("a bounded box is covered evenly, ends included and not passed", async () => {
  const all = (await actions({ kind: "box", low: [-2], high: [4] }, 3000)).flat();
  assert.ok(all.every((x) => x >= -2 && x <= 4));
  assert.ok(Math.abs(all.reduce((sum, x) => sum + x, 0) / all.length - 1) < 0.1);
  assert.ok(Math.min(...all) < -1.9 && Math.max(...all) > 3.9);
});

Deno.test("a missing bound gives normals on the allowed side", async () => {
  const all = await actions(
    { kind: "box", low: [-Infinity, 3, -Infinity], high: [Infinity, Infinity, 3] },
    1000,
  );
  assert.ok(all.every(([_, above, below]) => above >= 3 && below <= 3));
  assert.ok(Math.abs(all.reduce((sum, [x]) => sum + x * x, 0) / all.length - 1) < 0.15);
});

Deno.test("every choice comes up", async () => {
  const all = (await actions({ kind: "discrete", n: 4 }, 200)).flat();
  assert.deepEqual([...new Set(all)].sort(), [0, 1, 2, 3]);
});

Deno.test("acting before an episode has begun is refused", async () => {
  const policy = made({ kind: "discrete", n: 4 });
  await assert.rejects(
    policy.act([{ slot: 2, step: 0, snapshot }]),
    /^InputError: Cannot act in slot 2: no episode has begun there/,
  );
});
