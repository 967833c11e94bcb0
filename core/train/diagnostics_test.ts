import assert from "node:assert/strict";
import { type Tensor, tensor } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { disposeSmallStage, noiseWindows, smallStage } from "../../tests/fixtures/small_stage.ts";
import { seededRng } from "../rng.ts";
import { dimensionStd, effectiveRank } from "../stats/latent_health.ts";
import { collapseAlarm, heldOutDiagnostics } from "./diagnostics.ts";
import type { HeldOutDiagnostics, MetricsRow } from "./metrics.ts";

await openTestBackend();

/** Latents `[64, 3, tokens, dim]` by frame, token and dimension. */
type Latent = (frame: number, token: number, d: number) => number;

const FRAMES = 64 * 3;

function latents(tokens: number, dim: number, latent: Latent): Float32Array {
  const width = tokens * dim;
  return Float32Array.from(
    { length: FRAMES * width },
    (_, i) => latent(Math.floor(i / width), Math.floor(i / dim) % tokens, i % dim),
  );
}

/** What the diagnostics say of an encoder with these latents; its predictor stands still. */
async function diagnosticsOf(tokens: number, dim: number, latent: Latent): Promise<HeldOutDiagnostics> {
  const made = smallStage();
  try {
    const { encoder, world, predictor } = made.model;
    const model = {
      ...made.model,
      encoder: { ...encoder, tokens, dim },
      world: { ...world, encode: (): Tensor => tensor(latents(tokens, dim, latent), [64, 3, tokens, dim]) },
      predictor: { ...predictor, predict: (before: Tensor): Tensor => before.clone() },
    };
    return await heldOutDiagnostics(model, noiseWindows(), seededRng(4)).measure();
  } finally {
    disposeSmallStage(made);
  }
}

const noise = (frame: number, ...where: number[]) =>
  seededRng(5).fork(frame).fork(where.join()).uniform(-1, 1);

Deno.test("latents that do not move have no ratio, rank 1 and no spread", () =>
  noLeaks(async () => {
    const { prediction, ratio, rank, std } = await diagnosticsOf(1, 4, () => 0.3);
    assert.equal(prediction, 0);
    assert.equal(ratio, undefined);
    assert.equal(rank, 1);
    assert.ok(std.every((value) => value < 1e-7));
  }));

Deno.test("tokens that know nothing but their place have collapsed", async () => {
  const { rank, std } = await diagnosticsOf(9, 4, (_, token, d) => noise(0, token, d));
  assert.equal(rank, 1);
  assert.deepEqual(std, [0, 0, 0, 0]);
});

Deno.test("the place of a token changes no diagnostic, what it sees does", async () => {
  const seen: Latent = (frame, token, d) => noise(frame, token, d);
  const plain = await diagnosticsOf(3, 4, seen);
  const placed = await diagnosticsOf(
    3,
    4,
    (frame, token, d) => seen(frame, token, d) + 10 * noise(0, token, d),
  );
  assert.ok(plain.rank > 3.9 && Math.abs(plain.rank - placed.rank) < 1e-4);
  plain.std.forEach((value, i) => assert.ok(Math.abs(value - placed.std[i]) < 1e-5));
});

Deno.test("a vector encoder is measured as it is", async () => {
  const seen: Latent = (frame, token, d) => 1 + noise(frame, token, d);
  const { rank, std, ratio } = await diagnosticsOf(1, 4, seen);
  const rows = latents(1, 4, seen);
  assert.equal(rank, effectiveRank(rows, 4));
  assert.deepEqual(std, [...dimensionStd(rows, 4)].sort((a, b) => a - b));
  assert.equal(ratio, 1, "the predictor stands still");
});

function row(step: number, rank: number, spread: number): MetricsRow {
  const heldOut = { prediction: 1, ratio: 1, rank, std: new Array(8).fill(spread) };
  return {
    stage: "joint",
    step,
    loss: 1,
    terms: {},
    learningRate: 1,
    gradNorm: 1,
    seconds: 0,
    rng: "0",
    heldOut,
  };
}

/** Steps at which an alarm is raised, one measurement every 25 steps. */
function alarms(measurements: readonly (readonly [rank: number, spread: number])[]): number[] {
  const alarm = collapseAlarm();
  return measurements.flatMap(([rank, spread], i) => {
    const said = alarm.see(row(25 * i, rank, spread));
    if (said) assert.match(said, /^alarm: .* at step \d+ of stage "joint": .*(rank|standard deviations) is /);
    return said ? [25 * i] : [];
  });
}

const many = (count: number, measurement: readonly [number, number]) =>
  Array.from({ length: count }, () => measurement);

Deno.test("latents on a line or in a point raise the alarm, once, after three measurements", () => {
  assert.deepEqual(alarms(many(10, [1.2, 1])), [100]);
  assert.deepEqual(alarms(many(10, [5, 0.01])), [100]);
  assert.deepEqual(alarms(many(10, [NaN, 1])), [100]);
  assert.deepEqual(alarms([...many(4, [5, 1]), ...many(4, [1, 0])]), [150]);
});

Deno.test("fresh latents, healthy ones and a bad moment raise none", () => {
  assert.deepEqual(alarms([[18, 0.001], [9, 0.09], ...many(20, [5, 0.8])]), []);
  assert.deepEqual(alarms(many(8, [5, 1]).concat([[1, 0], [1, 0], [5, 1], [1, 0], [1, 0]])), []);
});

Deno.test("a row without diagnostics raises none", () => {
  const { heldOut: _heldOut, ...plain } = row(100, 1, 0);
  const alarm = collapseAlarm();
  for (let i = 0; i < 5; i++) assert.equal(alarm.see(plain), undefined);
});
