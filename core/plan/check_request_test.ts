import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import type { PlanRequest } from "../types.ts";
import { checkRequest } from "./check_request.ts";

const good: PlanRequest = {
  batch: 2,
  horizon: 3,
  space: { size: 2, low: [-1, -Infinity], high: [1, Infinity] },
  score: () => Promise.resolve(new Float64Array(0)),
  warm: new Float64Array(12),
  rngs: [seededRng(0), seededRng(1)],
  iterations: 4,
};

Deno.test("a sound request passes", () => checkRequest(good));

const broken: readonly [Partial<PlanRequest>, RegExp][] = [
  [{ batch: 0 }, /the batch is 0/],
  [{ horizon: 1.5 }, /the horizon is 1.5/],
  [{ iterations: 0 }, /number of iterations is 0/],
  [{ rngs: [seededRng(0)] }, /1 random streams, expected one for each of 2/],
  [{ space: { size: 2, low: [-1], high: [1, 1] } }, /1 lower and 2 upper bounds/],
  [{ space: { size: 2, low: [-1, 2], high: [1, 1] } }, /dimension 1 ranges from 2 to 1/],
  [{ space: { size: 2, low: [-1, NaN], high: [1, 1] } }, /dimension 1 ranges from NaN/],
  [{ warm: new Float64Array(11) }, /the warm start has 11 values, expected 12/],
  [{ warm: new Float64Array(12).fill(NaN) }, /holds NaN/],
];

for (const [change, sentence] of broken) {
  Deno.test(`refused: ${sentence.source}`, () => {
    assert.throws(
      () => checkRequest({ ...good, ...change }),
      (error) => error instanceof InputError && sentence.test(error.message) && !error.message.endsWith("."),
    );
  });
}
