import { colourFactors, numberFactor, wholeFactor } from "../../core/env/factors.ts";
import type { FactorSpec } from "../../core/types.ts";
import { blockNames } from "./block_shape.ts";

const TURN = 2 * Math.PI;

const shapes = blockNames.map((name, i) => `${i} ${name}`).join(", ");

/** What may vary in Push-T: the ranges of stable-worldmodel, with the sizes of gym-pusht as defaults. */
export const pushTFactors: readonly FactorSpec[] = [
  wholeFactor("block_shape", 0, blockNames.length - 1, blockNames.indexOf("T"), `the block: ${shapes}`),
  numberFactor("block_scale", 20, 60, 30, "width of the block's bars, px"),
  numberFactor("agent_radius", 7.5, 22.5, 15, "radius of the agent, px"),
  numberFactor("start_spread", 0, 1, 1, "how far the start is random: 0 the start below, 1 anywhere"),
  numberFactor("agent_start_x", 50, 450, 250, "agent at the start, to the right, px"),
  numberFactor("agent_start_y", 50, 450, 250, "agent at the start, downwards, px"),
  numberFactor("block_start_x", 100, 400, 250, "block at the start, to the right, px"),
  numberFactor("block_start_y", 100, 400, 250, "block at the start, downwards, px"),
  numberFactor("block_start_angle", -TURN, TURN, 0, "angle of the block at the start, rad"),
  numberFactor("goal_x", 50, 450, 256, "drawn goal, to the right, px"),
  numberFactor("goal_y", 50, 450, 256, "drawn goal, downwards, px"),
  numberFactor("goal_angle", -TURN, TURN, Math.PI / 4, "angle of the drawn goal, rad"),
  ...colourFactors("agent", [65, 105, 225]),
  ...colourFactors("block", [119, 136, 153]),
  ...colourFactors("goal", [144, 238, 144]),
  ...colourFactors("wall", [211, 211, 211]),
  ...colourFactors("background", [255, 255, 255]),
];
