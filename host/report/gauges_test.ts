import assert from "node:assert/strict";
import { gaugesSection } from "./gauges.ts";
import type { Gauges } from "./input.ts";

async function tones(gauges: Gauges): Promise<string[]> {
  const { source } = await gaugesSection(gauges, []);
  return [...source.matchAll(/class="status (\w+)"/g)].map((match) => match[1]);
}

Deno.test("SIGReg is good near its floor and bad towards collapse", async () => {
  const at = (value: number) => tones({ sigreg: { value, floor: 1.05, collapse: 51.5 } });
  assert.deepEqual(await at(1.1), ["good"]);
  assert.deepEqual(await at(8), ["fair"]);
  assert.deepEqual(await at(51.4), ["bad"]);
  assert.deepEqual(await at(NaN), ["bad"]);
});

Deno.test("effective rank is bad near 1, and judged against D above that", async () => {
  const at = (value: number, dim = 64) => tones({ rank: { value, dim } });
  assert.deepEqual(await at(1.2), ["bad"]);
  assert.deepEqual(await at(6), ["fair"]);
  assert.deepEqual(await at(40), ["good"]);
  assert.deepEqual(await at(1, 1), ["good"]);
});

Deno.test("dead dimensions are counted", async () => {
  assert.deepEqual(await tones({ std: [1, 0.9, 1.1] }), ["good"]);
  assert.deepEqual(await tones({ std: [0.01, 0.9, 1.1] }), ["fair"]);
  assert.deepEqual(await tones({ std: [0.01, 0.02, 1.1] }), ["bad"]);
});

Deno.test("the landmarks of SIGReg stand in its chart, and held-out prediction is judged against standing still", async () => {
  const row = { stage: "joint", step: 10, loss: 1, learningRate: 1, gradNorm: 1, seconds: 1, rng: "0" };
  const { source } = await gaugesSection({ sigreg: { value: 1.3, floor: 1.05, collapse: 0.402 * 128 } }, [
    { ...row, terms: { sigreg: 30 } },
    { ...row, step: 100, terms: { sigreg: 1.3 }, heldOut: { prediction: 0.1, ratio: 1.2, rank: 3, std: [] } },
  ]);
  assert.match(source, />floor 1\.05</);
  assert.match(source, />collapse 51\.5</);
  assert.match(source, /knows no dynamics/);
});

Deno.test("a ratio that the log has as null is not judged", async () => {
  const text =
    '{"stage":"joint","step":9,"loss":1,"terms":{},"learningRate":1,"gradNorm":1,"seconds":1,"rng":"0","heldOut":{"prediction":0,"ratio":null,"rank":3,"std":[]}}';
  const { source } = await gaugesSection({ rank: { value: 3, dim: 8 } }, [JSON.parse(text)]);
  assert.match(source, /Effective rank/);
  assert.doesNotMatch(source, /knows|standing still/);
});

Deno.test("a training of fewer than 100 steps and a run that is not to be judged show their gauges without a verdict", async () => {
  const gauges: Gauges = {
    sigreg: { value: 51.4, floor: 1.05, collapse: 51.5 },
    rank: { value: 40, dim: 64 },
  };
  const row = { stage: "joint", loss: 1, terms: {}, learningRate: 1, gradNorm: 1, seconds: 1, rng: "0" };
  const tonesAt = async (steps: readonly number[], judged?: boolean) => {
    const { source } = await gaugesSection(gauges, steps.map((step) => ({ ...row, step })), judged);
    assert.match(source, /51\.4/);
    return [...source.matchAll(/class="status (\w+)"/g)].map((match) => match[1]);
  };
  assert.deepEqual(await tonesAt([8]), ["early", "early"]);
  assert.deepEqual(await tonesAt([50, 99]), ["early", "early"]);
  assert.deepEqual(await tonesAt([50, 100]), ["bad", "good"]);
  assert.deepEqual(await tonesAt([50, 500], false), ["early", "early"]);
});
