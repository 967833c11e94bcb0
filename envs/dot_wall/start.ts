import type { Rng } from "../../core/types.ts";
import { START_MARGIN } from "./geometry.ts";
import type { Layout } from "./layout.ts";

/**
 * Draws `[dot x, dot y, target x, target y]`, px: one in each room, either way round with the same chance, uniform in
 * what lies two standard deviations of the dot from wall and border, or as far as the narrower room allows.
 */
export function drawStart(rng: Rng, { low, high, wall, wallHalf, dotStd }: Layout): Float64Array {
  const narrower = Math.min(wall - low, high - wall) - wallHalf;
  const margin = Math.min(START_MARGIN * dotStd, narrower / 2);
  const [near, far] = [low + margin, high - margin];
  const left = [rng.uniform(near, wall - wallHalf - margin), rng.uniform(near, far)];
  const right = [rng.uniform(wall + wallHalf + margin, far), rng.uniform(near, far)];
  return Float64Array.from(rng.uniform() < 0.5 ? [...right, ...left] : [...left, ...right]);
}
