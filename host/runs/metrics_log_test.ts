import assert from "node:assert/strict";
import { isMetricsRow } from "./metrics_log.ts";

const heldOut = { prediction: 1, ratio: 1, rank: 2, std: [1, 2] };
const row = {
  stage: "joint",
  step: 3,
  loss: 1,
  terms: { prediction: 1 },
  learningRate: 1,
  gradNorm: 1,
  seconds: 1,
  rng: "0",
};

Deno.test("a row is known again, also one whose ratio was infinite", () => {
  assert.ok(isMetricsRow(row));
  assert.ok(isMetricsRow(JSON.parse(JSON.stringify({ ...row, heldOut: { ...heldOut, ratio: Infinity } }))));
});

Deno.test("another form is no row", () => {
  const { stage: _stage, ...rest } = row;
  const wrong = [null, 7, [], rest, { ...row, step: -1 }, { ...row, terms: null }, { ...row, heldOut: {} }];
  for (const value of wrong) assert.ok(!isMetricsRow(value), JSON.stringify(value));
});
