import assert from "node:assert/strict";
import { openBox2D } from "../physics/open_box2d.ts";
import { CAR_BODY_SIZE, CarBody } from "./car_body.ts";
import { restingWheel, turnWheel } from "./tyre.ts";

/** Drives in a bend for so many steps. */
function drive(car: CarBody, steps: number): Float64Array {
  const wheels = [0, 1, 2, 3].map(restingWheel);
  const motion = { cos: 1, sin: 0, vx: 0, vy: 0, joint: 0 };
  for (let step = 0; step < steps; step++) {
    wheels.forEach((wheel, i) => {
      Object.assign(wheel, { steer: i < 2 ? 0.3 : 0, gas: i < 2 ? 0 : 0.4, onRoad: true });
      car.observe(i, motion);
      turnWheel(wheel, motion, 0.02);
      car.drive(i, wheel);
    });
    car.step();
  }
  const numbers = new Float64Array(CAR_BODY_SIZE);
  car.write(numbers);
  return numbers;
}

Deno.test("a restored car drives on bit by bit, also another one and in the other build", () => {
  const car = new CarBody(openBox2D("simd"));
  car.place(220, -50, 2);
  const start = drive(car, 40);
  const end = drive(car, 40);
  for (const other of [car, new CarBody(openBox2D("simd")), new CarBody(openBox2D("plain"))]) {
    other.read(start);
    assert.deepEqual(drive(other, 40), end);
    other.destroy();
  }
});

Deno.test("gas drives it forward, steering to the left turns it to the left, joints hold and stop", () => {
  const car = new CarBody(openBox2D("simd"));
  car.place(0, 0, 0);
  drive(car, 50);
  const { x, y } = car.placement(0);
  assert.ok(y > 5 && x < 0 && car.spin > 0);
  const { sin, cos } = car.placement(0);
  const wheel = car.placement(1);
  assert.ok(Math.hypot(wheel.x - (x - 1.1 * cos - 1.6 * sin), wheel.y - (y - 1.1 * sin + 1.6 * cos)) < 0.01);
  assert.ok(Math.abs(car.steering(0) - 0.3) < 0.1 && Math.abs(car.steering(2)) < 0.05);
  car.destroy();
});

Deno.test("five bodies and four joints, however often it is placed", () => {
  const car = new CarBody(openBox2D("simd"));
  for (let i = 0; i < 20; i++) car.place(i, i, i);
  assert.equal(car.count, 9);
  car.destroy();
});
