import type { Pose } from "../physics/pusher_world.ts";
import type { Colour } from "../raster/colour.ts";
import { type BlockShape, blockShape } from "./block_shape.ts";
import { pushTFactors } from "./factors.ts";

/** One episode's factors in the form that moving, comparing and drawing need. */
export interface Scene {
  /** The block. */
  readonly block: BlockShape;
  /** Index of the block's shape. */
  readonly shape: number;
  /** Width of the block's bars, px. */
  readonly scale: number;
  /** Radius of the agent, px. */
  readonly agentRadius: number;
  /** Start where nothing is random: `[agent x, agent y, block x, block y, block angle]`, px and rad. */
  readonly start: readonly number[];
  /** 0 the start as it is, 1 anywhere. */
  readonly spread: number;
  /** The drawn goal. */
  readonly goal: Pose;
  /** Colours. */
  readonly colours: { readonly [part in "agent" | "block" | "goal" | "wall" | "background"]: Colour };
}

/** The scene that belongs to complete factors, given in the order of their specs. */
export function sceneOf(factors: Float64Array): Scene {
  const value = (name: string): number => factors[pushTFactors.findIndex((spec) => spec.name === name)];
  const colour = (part: string): Colour => [
    value(`${part}_red`),
    value(`${part}_green`),
    value(`${part}_blue`),
  ];
  const [shape, scale] = [value("block_shape"), value("block_scale")];
  return {
    block: blockShape(shape, scale),
    shape,
    scale,
    agentRadius: value("agent_radius"),
    start: [
      value("agent_start_x"),
      value("agent_start_y"),
      value("block_start_x"),
      value("block_start_y"),
      value("block_start_angle"),
    ],
    spread: value("start_spread"),
    goal: { x: value("goal_x"), y: value("goal_y"), angle: value("goal_angle") },
    colours: {
      agent: colour("agent"),
      block: colour("block"),
      goal: colour("goal"),
      wall: colour("wall"),
      background: colour("background"),
    },
  };
}
