import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import type { Criterion } from "../types.ts";
import { chooseCriterion } from "./choose_criterion.ts";

const within = (range: number): Criterion => ({
  criterion: `within ${range}`,
  reached: ([value], [goal]) => Math.abs(value - goal) < range,
  distance: ([value], [goal]) => Math.abs(value - goal),
});
const loose = within(10);
const world = { id: "dot@1", goals: { ...loose, criteria: { loose, strict: within(1) } } };

Deno.test("a criterion is chosen by name, the world's first one by the empty name", () => {
  assert.equal(chooseCriterion(world, "").criterion, "within 10");
  assert.equal(chooseCriterion(world, "strict").criterion, "within 1");
});

Deno.test("a name that is not there is refused with the nearest one, and so is a world without goals", () => {
  assert.throws(
    () => chooseCriterion(world, "strikt"),
    (error) =>
      error instanceof InputError && /"dot@1" has no criterion "strikt".*"strict"/.test(error.message),
  );
  assert.throws(() => chooseCriterion({ id: "dot@1", goals: loose }, "toString"), InputError);
  assert.throws(() => chooseCriterion({ id: "dot@1" }, ""), /has no goals/);
});
