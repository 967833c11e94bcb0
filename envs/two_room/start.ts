import type { Rng } from "../../core/types.ts";
import { MARGIN, MIDDLE, SIDE } from "./geometry.ts";
import type { Layout } from "./layout.ts";

function point(rng: Rng): readonly [number, number] {
  return [rng.uniform(MARGIN, SIDE - MARGIN - 1), rng.uniform(MARGIN, SIDE - MARGIN - 1)];
}

/**
 * Draws `[agent x, agent y, target x, target y]`, px: both uniform inside the border, the agent clear of the wall
 * with its whole radius. The target may lie in either room, and in the wall.
 */
export function drawStart(rng: Rng, { agentRadius, wallAxis, wallHalf }: Layout): Float32Array {
  let agent = point(rng);
  while (Math.abs(agent[wallAxis === 1 ? 0 : 1] - MIDDLE) <= wallHalf + agentRadius) agent = point(rng);
  return Float32Array.of(...agent, ...point(rng));
}
