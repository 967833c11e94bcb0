import assert from "node:assert/strict";
import { seededRng } from "../core/rng.ts";
import type { ActionSpace, EnvSpec, Json } from "../core/types.ts";
import { correlated } from "./correlated.ts";

const snapshot = { observations: {}, variables: new Float64Array(), state: new Float64Array() };

async function walk(actionSpace: ActionSpace, options: { readonly [name: string]: Json }): Promise<number[]> {
  const spec: EnvSpec = { id: "line@1", observations: {}, actionSpace, variables: [], factors: [] };
  const policy = correlated.make(options, { spec });
  policy.begin(0, { rng: seededRng(2) });
  const all: number[] = [];
  for (let step = 0; step < 4000; step++) all.push((await policy.act([{ slot: 0, step, snapshot }]))[0][0]);
  return all;
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Correlation of neighbours, and standard deviation. */
function statistics(all: readonly number[]): { readonly rho: number; readonly std: number } {
  const centred = all.map((x) => x - mean(all));
  const variance = mean(centred.map((x) => x * x));
  return { rho: mean(centred.slice(1).map((x, i) => x * centred[i])) / variance, std: Math.sqrt(variance) };
}

Deno.test("neighbours resemble each other as much as asked, with the spread asked for", async () => {
  const free: ActionSpace = { kind: "box", low: [-Infinity], high: [Infinity] };
  for (const correlation of [0, 0.6, 0.9]) {
    const { rho, std } = statistics(await walk(free, { correlation, spread: 2 }));
    assert.ok(Math.abs(rho - correlation) < 0.05, `ρ ${rho}, expected ${correlation}`);
    assert.ok(Math.abs(std - 2) < 0.4, `std ${std}`);
  }
});

Deno.test("actions keep within the box, around its middle", async () => {
  const all = await walk({ kind: "box", low: [2], high: [6] }, { correlation: 0.5, spread: 3 });
  assert.ok(all.every((x) => x >= 2 && x <= 6));
  assert.ok(Math.abs(mean(all) - 4) < 0.2);
  assert.ok(all.includes(2) && all.includes(6));
});

Deno.test("a choice is repeated with the probability asked for", async () => {
  const all = await walk({ kind: "discrete", n: 5 }, { correlation: 0.5 });
  const repeated = mean(all.slice(1).map((x, i) => x === all[i] ? 1 : 0));
  assert.ok(Math.abs(repeated - 0.6) < 0.05, `${repeated}`);
});
