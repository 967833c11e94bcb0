import assert from "node:assert/strict";
import { collapseAlarm } from "./collapse_alarm.ts";
import type { MetricsRow } from "./metrics.ts";

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

/** Steps at which an alarm is raised, one gauge every 25 steps. */
function alarms(gauges: readonly (readonly [rank: number, spread: number])[]): number[] {
  const alarm = collapseAlarm();
  return gauges.flatMap(([rank, spread], i) => {
    const said = alarm.see(row(25 * i, rank, spread));
    if (said) assert.match(said, /^alarm: .* at step \d+ of stage "joint": .*(rank|standard deviations) is /);
    return said ? [25 * i] : [];
  });
}

const many = (count: number, gauge: readonly [number, number]) => Array.from({ length: count }, () => gauge);

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

Deno.test("a row without gauges raises none", () => {
  const { heldOut: _heldOut, ...plain } = row(100, 1, 0);
  const alarm = collapseAlarm();
  for (let i = 0; i < 5; i++) assert.equal(alarm.see(plain), undefined);
});
