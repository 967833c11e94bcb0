import type { Rng } from "../../core/types.ts";
import { pushTFactors } from "./factors.ts";

const NAMES = ["agent_start_x", "agent_start_y", "block_start_x", "block_start_y", "block_start_angle"];
const RANGES = NAMES.map((name) => pushTFactors.filter((spec) => spec.name === name)[0]);

/**
 * Draws `[agent x, agent y, block x, block y, block angle, agent vx, agent vy]`, at rest: uniform in the ranges of
 * stable-worldmodel, `spread` (0…1) of the way there from `start`.
 */
export function drawStart(rng: Rng, start: readonly number[], spread: number): readonly number[] {
  const places = RANGES.map(({ low, high }, i) => start[i] + spread * (rng.uniform(low, high) - start[i]));
  return [...places, 0, 0];
}
