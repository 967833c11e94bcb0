import assert from "node:assert/strict";
import fc from "fast-check";
import { poseForTarget, shortest } from "./pose.ts";

const finger = (shoulder: number, wrist: number): readonly [number, number] => [
  0.12 * (Math.cos(shoulder) + Math.cos(shoulder + wrist)),
  0.12 * (Math.sin(shoulder) + Math.sin(shoulder + wrist)),
];
const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
const bend = fc.double({ min: -2.7, max: 2.7, noNaN: true });
const still = { shoulder: 0, wrist: 0 };

Deno.test("the pose brings the finger to any target within reach", () => {
  fc.assert(fc.property(angle, bend, angle, bend, (shoulder, wrist, toShoulder, toWrist) => {
    const target = finger(toShoulder, toWrist);
    const pose = poseForTarget({ pose: { shoulder, wrist }, velocity: still, target, locked: false });
    const [x, y] = finger(pose.shoulder, pose.wrist);
    assert.ok(Math.hypot(x - target[0], y - target[1]) < 1e-9);
    assert.ok(Math.abs(pose.wrist) <= 160 * Math.PI / 180);
  }));
});

Deno.test("of two elbows the nearer one is taken, a held wrist is kept, far targets are pointed at", () => {
  const view = { pose: still, velocity: still, target: [0.12, 0.12] as const, locked: false };
  assert.ok(poseForTarget({ ...view, pose: { shoulder: 0, wrist: 1.5 } }).wrist > 0);
  assert.ok(poseForTarget({ ...view, pose: { shoulder: 1.5, wrist: -1.5 } }).wrist < 0);
  const held = poseForTarget({ ...view, pose: { shoulder: 0, wrist: 1 }, locked: true });
  assert.deepEqual(held, { shoulder: Math.PI / 4 - 0.5, wrist: 1 });
  assert.deepEqual(poseForTarget({ ...view, target: [0, 9] }), { shoulder: Math.PI / 2, wrist: 0 });
});

Deno.test("the shorter way round is at most half a turn", () => {
  assert.ok(Math.abs(shortest(0.1, 2 * Math.PI - 0.1) + 0.2) < 1e-12);
  assert.ok(Math.abs(shortest(-3, 3) - (6 - 2 * Math.PI)) < 1e-12);
});
