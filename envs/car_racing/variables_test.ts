import assert from "node:assert/strict";
import { carRacing } from "./car_racing.ts";
import { carRacingGoals, wrapped } from "./variables.ts";

Deno.test("angles have one turn", () => {
  assert.ok(Math.abs(wrapped(2 * Math.PI + 0.1) - 0.1) < 1e-12);
  assert.ok(Math.abs(wrapped(-3.5) - (2 * Math.PI - 3.5)) < 1e-12);
});

Deno.test("what is ahead is where the road is, and the car is beside the road by as much as it left it", () => {
  const env = carRacing.make({ limit: 0 }, {});
  env.reset({ seed: 4 });
  const read = (name: string): number => env.measure()[env.variables.findIndex((one) => one.name === name)];
  for (let i = 0; i < 40; i++) env.step(Float32Array.of(-0.4, 0.2, 0));
  const [right, forward] = [read("ahead_2_right"), read("ahead_2_forward")];
  const far = Math.hypot(right, forward);
  assert.ok(far > 2 && far < 14, `${far}`);
  assert.ok(read("road_aside") < -0.5, "to the left of the middle");
  assert.ok(read("road_turn") < -0.1, "the road lies to the right");
  assert.ok(right > 0);
  const speed = Math.hypot(read("car_vx"), read("car_vy"));
  assert.ok(Math.abs(speed - Math.hypot(read("speed_forward"), read("speed_aside"))) < 1e-4);
  env.close?.();
});

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
