import type { Rng } from "../../core/types.ts";
import { START_MARGIN } from "./geometry.ts";
import type { Layout } from "./layout.ts";

/**
 * Draws `[dot x, dot y, target x, target y]`, px: one in each room, either way round with the same chance, uniform in
 * what lies two standard deviations of the dot from wall and border.
 */
export function drawStart(rng: Rng, { low, side, wall, wallHalf, dotStd }: Layout): Float64Array {
  const margin = START_MARGIN * dotStd;
  const [near, far] = [low + margin, side - 1 - low - margin];
  const left = [rng.uniform(near, wall - wallHalf - margin), rng.uniform(near, far)];
  const right = [rng.uniform(wall + wallHalf + margin, far), rng.uniform(near, far)];
  return Float64Array.from(rng.uniform() < 0.5 ? [...right, ...left] : [...left, ...right]);
}
