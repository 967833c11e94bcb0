import assert from "node:assert/strict";
import { DotWorld } from "../../tests/fixtures/dot_world.ts";
import { judge } from "./judge.ts";

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
