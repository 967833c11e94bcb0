import assert from "node:assert/strict";
import { carRacing } from "./car_racing.ts";
import { wrapped } from "./variables.ts";

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
