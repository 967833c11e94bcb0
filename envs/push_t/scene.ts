import { colourFactors, numberFactor, wholeFactor } from "../../core/env/factors.ts";
import type { FactorSpec } from "../../core/types.ts";
import type { Pose } from "../physics/pusher_world.ts";
import type { Segment } from "../physics/shape.ts";
import type { Colour } from "../raster/fill_rectangle.ts";
import { blockNames, type BlockShape, blockShape } from "./block_shape.ts";

/** Side of the world, px; every length of the world is in these pixels, whatever size it is drawn at. */
export const SIDE = 512;
/** Length of a sub-step, s. */
export const DT = 0.01;
/** Sub-steps of an action. */
export const SUB_STEPS = 10;
/** Way of a relative action of 1, px. */
export const REACH = 100;
/** Stiffness of the agent's controller, 1/s². */
const STIFFNESS = 100;
/** Damping of the agent's controller, 1/s. */
const DAMPING = 20;

/** Half the thickness of a wall, px. */
const WALL_RADIUS = 2;
const [LOW, HIGH] = [5, 506];

/** The four walls, in the order in which the reference adds them. */
export const walls: readonly Segment[] = [
  { from: [LOW, HIGH], to: [LOW, LOW], radius: WALL_RADIUS },
  { from: [LOW, LOW], to: [HIGH, LOW], radius: WALL_RADIUS },
  { from: [HIGH, LOW], to: [HIGH, HIGH], radius: WALL_RADIUS },
  { from: [LOW, HIGH], to: [HIGH, HIGH], radius: WALL_RADIUS },
];

/** Velocity of the agent after a sub-step, along one axis: a spring to the target, with friction. */
export function controlled(velocity: number, place: number, target: number): number {
  return velocity + (STIFFNESS * (target - place) - DAMPING * velocity) * DT;
}

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
