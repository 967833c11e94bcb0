import { cosine, sine } from "../../core/env/trigonometry.ts";
import type { Rng } from "../../core/types.ts";
import { WRIST_RANGE } from "./geometry.ts";

/** Nearest and farthest target, m. */
const [NEAR, FAR] = [0.05, 0.2];

/**
 * Draws `[shoulder, wrist, shoulder velocity, wrist velocity, target x, target y]`, rad, rad/s and m: a pose from
 * anywhere, at rest, and a target that is uniform in angle and in distance from the shoulder.
 */
export function drawStart(rng: Rng): Float64Array {
  const shoulder = rng.uniform(-Math.PI, Math.PI);
  const wrist = rng.uniform(-WRIST_RANGE, WRIST_RANGE);
  const angle = rng.uniform(0, 2 * Math.PI);
  const distance = rng.uniform(NEAR, FAR);
  return Float64Array.of(shoulder, wrist, 0, 0, distance * sine(angle), distance * cosine(angle));
}
