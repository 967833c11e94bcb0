import assert from "node:assert/strict";
import { armModel } from "./arm_model.ts";
import { WRIST_RANGE } from "./geometry.ts";
import { moveArm } from "./move_arm.ts";

const densities = { arm: 1000, hand: 1000, finger: 1000 };
const free = armModel(densities, false);
const locked = armModel(densities, true);

/** Kinetic energy, J. */
function energy([, wrist, v1, v2]: Float64Array): number {
  const { a, b, d } = free;
  const [m11, m12] = [a + 2 * b * Math.cos(wrist), d + b * Math.cos(wrist)];
  return (m11 * v1 * v1 + 2 * m12 * v1 * v2 + d * v2 * v2) / 2;
}

Deno.test("without torque the friction takes energy away until the arm rests", () => {
  const joints = Float64Array.of(0.3, 1, 4, -6);
  for (let i = 0; i < 400; i++) {
    const before = energy(joints);
    moveArm(joints, 0, 0, free);
    assert.ok(energy(joints) <= before);
  }
  assert.ok(energy(joints) < 1e-12);
});

Deno.test("a torque turns its joint the way it points, and pushes the other link back", () => {
  const joints = Float64Array.of(0, 0.5, 0, 0);
  moveArm(joints, 0.05, 0, free);
  assert.ok(joints[0] > 0 && joints[1] < 0.5);
});

Deno.test("the wrist overshoots its limit softly and comes back", () => {
  const joints = Float64Array.of(0, 2.7, 0, 12);
  let [most, pushed] = [0, 0];
  for (let i = 0; i < 200; i++) {
    pushed = Math.min(pushed, moveArm(joints, 0, 0, free));
    most = Math.max(most, joints[1]);
  }
  assert.ok(pushed < 0);
  assert.ok(most > WRIST_RANGE && most < WRIST_RANGE + 0.17);
  assert.ok(joints[1] <= WRIST_RANGE + 1e-3);
});

Deno.test("a locked wrist stays where it is, and the arm turns as one piece", () => {
  const joints = Float64Array.of(0, 1, 2, 0);
  for (let i = 0; i < 50; i++) moveArm(joints, 0.05, -0.05, locked);
  assert.equal(joints[1], 1);
  assert.equal(joints[3], 0);
  assert.ok(joints[2] > 4.5 && joints[2] < 5);
});
