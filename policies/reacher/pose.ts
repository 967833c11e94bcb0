import type { Pose, View } from "./view.ts";

/** Length of both links of reacher@1, m. */
const LINK = 0.12;
/** The wrist turns so far either way, rad. */
const WRIST_RANGE = 160 * Math.PI / 180;
const TURN = 2 * Math.PI;

/** The shorter way from one angle to another, −π…π. */
export function shortest(from: number, to: number): number {
  const apart = (to - from) / TURN;
  return TURN * (apart - Math.round(apart));
}

/** Seconds, roughly: the slower joint decides, and both turn at most equally fast. */
function way(from: Pose, to: Pose): number {
  return Math.max(Math.abs(shortest(from.shoulder, to.shoulder)), Math.abs(to.wrist - from.wrist));
}

/**
 * The pose nearest to the present one that brings the finger to the target, by inverse kinematics: two links of one
 * length make a triangle with two equal sides, so that half the wrist's angle lies on either side of the target's
 * direction. A target out of reach is pointed at; a held wrist is taken as it is.
 */
export function poseForTarget({ pose, target: [x, y], locked }: View): Pose {
  const cosine = (x * x + y * y) / (2 * LINK * LINK) - 1;
  const bend = Math.min(Math.acos(Math.min(Math.max(cosine, -1), 1)), WRIST_RANGE);
  const direction = Math.atan2(y, x);
  const bent = (wrist: number): Pose => ({ shoulder: direction - wrist / 2, wrist });
  if (locked) return bent(pose.wrist);
  const [left, right] = [bent(bend), bent(-bend)];
  return way(pose, left) <= way(pose, right) ? left : right;
}
