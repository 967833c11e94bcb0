import assert from "node:assert/strict";
import { carActions, handOver } from "./controls.ts";
import { restingWheel, type Wheel } from "./tyre.ts";

function handed(kind: "continuous" | "discrete", ...action: number[]): readonly Wheel[] {
  const wheels = [0, 1, 2, 3].map(restingWheel);
  handOver(carActions[kind], action, wheels);
  return wheels;
}

Deno.test("the front wheels steer against the sign of the action, the rear ones drive, all brake", () => {
  const wheels = handed("continuous", 0.5, 1, 0.7);
  assert.deepEqual(wheels.map(({ steer }) => steer), [-0.5, -0.5, 0, 0]);
  assert.deepEqual(wheels.map(({ gas }) => gas), [0, 0, 0.1, 0.1]);
  assert.deepEqual(wheels.map(({ brake }) => brake), [0.7, 0.7, 0.7, 0.7]);
});

Deno.test("what is beyond its range is clipped", () => {
  const [{ steer, brake }] = handed("continuous", -3, 0, 4);
  assert.deepEqual([steer, brake], [1, 1]);
});

Deno.test("choices are nothing, right, left, gas and brake", () => {
  const told = [0, 1, 2, 3, 4].map((choice) => handed("discrete", choice));
  assert.deepEqual(told.map(([front]) => front.steer), [0, -0.6, 0.6, 0, 0]);
  assert.deepEqual(told.map(([, , rear]) => rear.gas), [0, 0, 0, 0.1, 0]);
  assert.deepEqual(told.map(([front]) => front.brake), [0, 0, 0, 0, 0.8]);
});
