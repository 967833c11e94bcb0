import assert from "node:assert/strict";
import { carRacingGoals } from "./goals.ts";

const at = (x: number, y: number, angle: number): Float64Array => Float64Array.of(x, y, angle);

Deno.test("a goal is reached by place and heading, which has no seam", () => {
  assert.ok(carRacingGoals.reached(at(3, 3.9, 3.1), at(0, 0, -3.1)));
  assert.ok(!carRacingGoals.reached(at(3, 4.1, 0), at(0, 0, 0)));
  assert.ok(!carRacingGoals.reached(at(0, 0, 0.6), at(0, 0, 0)));
  assert.equal(carRacingGoals.distance(at(3, 4, 1), at(0, 0, 2)), 5);
});

Deno.test("a bend is a way after which the car heads elsewhere", () => {
  const { bend } = carRacingGoals.strata ?? {};
  assert.ok(bend.holds(at(0, 0, 0), at(0, 0, 1)) && !bend.holds(at(0, 0, 0), at(50, 0, 0.1)));
});
