import assert from "node:assert/strict";
import { DotWorld } from "../../testing/fixtures/dot_world.ts";
import { InputError } from "../errors.ts";
import type { Criterion } from "../types.ts";
import { chooseCriterion, judge } from "./goals.ts";

const dot = () => {
  const env = new DotWorld();
  env.setState(Float64Array.of(1, 1));
  return env;
};
const goal = Float64Array.of(3, 1);

Deno.test("a world of one criterion says what that says", () => {
  assert.deepEqual(judge(dot(), goal), { reached: false, distance: 2 });
});

Deno.test("every named criterion speaks, beside the first", () => {
  const env = dot();
  const row = {
    criterion: "the same row",
    reached: (a: Float64Array, b: Float64Array) => a[1] === b[1],
    distance: (a: Float64Array, b: Float64Array) => Math.abs(a[1] - b[1]),
  };
  const both = Object.defineProperty(env, "goals", {
    value: { ...env.goals, criteria: { near: env.goals, row } },
  });
  assert.deepEqual(judge(both, goal), {
    reached: false,
    distance: 2,
    criteria: { near: { reached: false, distance: 2 }, row: { reached: true, distance: 0 } },
  });
});

Deno.test("a world without goals cannot be judged", () => {
  const aimless = Object.defineProperty(dot(), "goals", { value: undefined });
  assert.throws(() => judge(aimless, goal), /env "dot@1" has no goals/);
});

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
