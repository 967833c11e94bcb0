import type { FactorSpec } from "../../core/types.ts";
import { blockNames } from "./block_shape.ts";

const TURN = 2 * Math.PI;

function number(name: string, low: number, high: number, start: number, description: string): FactorSpec {
  return { name, low, high, default: start, description };
}

function whole(name: string, low: number, high: number, start: number, description: string): FactorSpec {
  return { ...number(name, low, high, start, description), integer: true };
}

function colour(what: string, red: number, green: number, blue: number): readonly FactorSpec[] {
  return [
    whole(`${what}_red`, 0, 255, red, `red of the ${what}`),
    whole(`${what}_green`, 0, 255, green, `green of the ${what}`),
    whole(`${what}_blue`, 0, 255, blue, `blue of the ${what}`),
  ];
}

const shapes = blockNames.map((name, i) => `${i} ${name}`).join(", ");

/** What may vary in Push-T: the ranges of stable-worldmodel, with the sizes of gym-pusht as defaults. */
export const pushTFactors: readonly FactorSpec[] = [
  whole("block_shape", 0, blockNames.length - 1, blockNames.indexOf("T"), `the block: ${shapes}`),
  number("block_scale", 20, 60, 30, "width of the block's bars, px"),
  number("agent_radius", 7.5, 22.5, 15, "radius of the agent, px"),
  number("start_spread", 0, 1, 1, "how far the start is random: 0 the start below, 1 anywhere"),
  number("agent_start_x", 50, 450, 250, "agent at the start, to the right, px"),
  number("agent_start_y", 50, 450, 250, "agent at the start, downwards, px"),
  number("block_start_x", 100, 400, 250, "block at the start, to the right, px"),
  number("block_start_y", 100, 400, 250, "block at the start, downwards, px"),
  number("block_start_angle", -TURN, TURN, 0, "angle of the block at the start, rad"),
  number("goal_x", 50, 450, 256, "drawn goal, to the right, px"),
  number("goal_y", 50, 450, 256, "drawn goal, downwards, px"),
  number("goal_angle", -TURN, TURN, Math.PI / 4, "angle of the drawn goal, rad"),
  ...colour("agent", 65, 105, 225),
  ...colour("block", 119, 136, 153),
  ...colour("goal", 144, 238, 144),
  ...colour("wall", 211, 211, 211),
  ...colour("background", 255, 255, 255),
];
