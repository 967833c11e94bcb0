import assert from "node:assert/strict";
import { namedRates } from "./rates.ts";

const rate = (value: number) => ({ rate: value, n: 50, low: value / 2, high: (1 + value) / 2 });

Deno.test("rates are found with what they are compared with, strata last", () => {
  const found = namedRates({
    ...rate(0.8),
    random: rate(0.1),
    oracle: null,
    strata: { hard: { ...rate(0.6), random: rate(0) } },
  });
  assert.deepEqual(found.map(({ label, role, rate }) => [label, role, rate]), [
    ["this model", "model", 0.8],
    ["random actions", "random", 0.1],
    ["this model, hard starts", "model", 0.6],
    ["random actions, hard starts", "random", 0],
  ]);
});

Deno.test("the stratum that all starts were taken from is not told twice", () => {
  const strata = { hard: rate(0.8), far: rate(0.6) };
  const labels = namedRates({ ...rate(0.8), stratum: "hard", strata }).map(({ label }) => label);
  assert.deepEqual(labels, ["this model", "this model, far starts"]);
});

Deno.test("results without a whole rate have none", () => {
  for (const result of [null, 3, [rate(1)], {}, { rate: 0.5, n: 3 }, { other: rate(0.5) }]) {
    assert.deepEqual(namedRates(result), []);
  }
});

Deno.test("other criteria follow, in strata too; the one that ends an episode is there already", () => {
  const criteria = {
    pose: { ...rate(0.8), criterion: "near" },
    coverage: { ...rate(0.5), criterion: "over" },
  };
  const found = namedRates({
    ...rate(0.8),
    criterion: "near",
    criteria,
    strata: { hard: { ...rate(0.6), criteria } },
  });
  assert.deepEqual(found.map(({ label, rate }) => [label, rate]), [
    ["this model", 0.8],
    ["this model, by coverage", 0.5],
    ["this model, hard starts", 0.6],
    ["this model, hard starts, by coverage", 0.5],
  ]);
});
