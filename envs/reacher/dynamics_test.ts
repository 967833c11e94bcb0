import assert from "node:assert/strict";
import fc from "fast-check";
import { armModel, moveArm, WRIST_RANGE, wristLimit } from "./dynamics.ts";

const heavy = { arm: 1000, hand: 1000, finger: 1000 };

Deno.test("at 1000 kg/m³ it is the arm that MuJoCo 2.2.2 computes", () => {
  const { a, b, d, wristWeight } = armModel(heavy, false);
  assert.ok(Math.abs(a - 0.0009758100941315258) < 1e-18);
  assert.ok(Math.abs(b - 0.00027394687939303003) < 1e-18);
  assert.ok(Math.abs(d - 0.00018867358279909107) < 1e-18);
  assert.ok(Math.abs(wristWeight - 20740.54873181604) < 1e-9);
});

Deno.test("a heavier arm burdens the shoulder alone, a heavier finger both joints", () => {
  const plain = armModel(heavy, false);
  const arm = armModel({ ...heavy, arm: 1500 }, false);
  const finger = armModel({ ...heavy, finger: 1500 }, false);
  assert.ok(arm.a > plain.a);
  assert.deepEqual([arm.b, arm.d], [plain.b, plain.d]);
  assert.ok(finger.a > plain.a && finger.b > plain.b && finger.d > plain.d);
});

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

const wrist = { angle: WRIST_RANGE + 0.01, velocity: 0, free: 0, yields: 20000, weight: 20000 };

Deno.test("within its range the wrist is free, beyond it is pushed back, more so the deeper it is", () => {
  assert.equal(wristLimit({ ...wrist, angle: WRIST_RANGE, velocity: 9, free: 1e5 }), 0);
  assert.ok(wristLimit(wrist) < 0);
  assert.ok(wristLimit({ ...wrist, angle: WRIST_RANGE + 0.02 }) < wristLimit(wrist));
});

Deno.test("the limit pushes only inwards, both ends alike", () => {
  const any = fc.double({ min: -100, max: 100, noNaN: true });
  const depth = fc.double({ min: 1e-9, max: 0.2, noNaN: true });
  fc.assert(fc.property(depth, any, any, (deep, velocity, free) => {
    const high = wristLimit({ ...wrist, angle: WRIST_RANGE + deep, velocity, free });
    const low = wristLimit({ ...wrist, angle: -WRIST_RANGE - deep, velocity: -velocity, free: -free });
    assert.ok(high <= 0);
    assert.equal(low, high === 0 ? 0 : -high);
  }));
});
