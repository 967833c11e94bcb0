import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../errors.ts";
import { wilson } from "./wilson.ts";

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 5e-5, `${actual} is not ${expected}`);

Deno.test("published values: 48 of 50, 0 of 10, 5 of 10", () => {
  const pushT = wilson(48, 50);
  near(pushT.low, 0.8654);
  near(pushT.high, 0.9890);
  near(wilson(0, 10).high, 0.2775);
  assert.equal(wilson(0, 10).low, 0);
  near(wilson(5, 10).low, 0.2366);
  near(wilson(5, 10).high, 0.7634);
});

Deno.test("the interval holds the rate, stays in [0, 1], and mirrors for failures", () => {
  const trials = fc.integer({ min: 1, max: 500 }).chain((n) =>
    fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))
  );
  fc.assert(fc.property(trials, ([successes, n]) => {
    const { rate, low, high } = wilson(successes, n);
    assert.ok(0 <= low && low <= rate && rate <= high && high <= 1);
    const mirrored = wilson(n - successes, n);
    assert.ok(Math.abs(mirrored.low - (1 - high)) < 1e-12);
  }));
});

Deno.test("no trials, or more successes than trials, are refused", () => {
  for (const [successes, n] of [[0, 0], [3, 2], [-1, 4], [0.5, 4]]) {
    assert.throws(() => wilson(successes, n), InputError);
  }
});
