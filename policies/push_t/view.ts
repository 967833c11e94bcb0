import { InputError } from "../../core/errors.ts";
import type { Action, EnvSpec } from "../../core/types.ts";

/** A place, px. */
export type Place = readonly [x: number, y: number];

/** Where a block is: its origin, px, and its angle, rad. */
export interface Pose {
  /** Origin. */
  readonly place: Place;
  /** Angle from x towards y. */
  readonly angle: number;
}

/** What a scripted policy sees of Push-T. */
export interface View {
  /** Where the agent is. */
  readonly agent: Place;
  /** Velocity of the agent, px/s. */
  readonly velocity: Place;
  /** Where the block is. */
  readonly block: Pose;
  /** The drawn goal. */
  readonly goal: Pose;
  /** Width of the block's bars, px. */
  readonly scale: number;
  /** Radius of the agent, px. */
  readonly radius: number;
  /** Which block it is. */
  readonly shape: number;
}

/** Way of a relative action of 1 in push-t@1, px. */
const REACH = 100;

/** Reads and acts in one world of Push-T. */
export interface Player {
  /** What the variables of a state say. */
  view(variables: Float64Array): View;
  /** The action that pulls the agent to a place. */
  towards(agent: Place, target: Place): Action;
}

/** A player for a world. Throws {@linkcode InputError} for a world that is no Push-T. */
export function pushTPlayer({ id, variables, actionSpace }: EnvSpec): Player {
  const index = (name: string): number => {
    const found = variables.findIndex((variable) => variable.name === name);
    if (found >= 0) return found;
    throw new InputError(`Cannot act in "${id}": it has no variable "${name}", expected a world of Push-T`);
  };
  if (actionSpace.kind !== "box" || actionSpace.low.length !== 2) {
    throw new InputError(`Cannot act in "${id}": its action is not two numbers, expected a world of Push-T`);
  }
  const { low, high } = actionSpace;
  const relative = high[0] === 1;
  const [agentX, agentY, blockX, blockY, goalX, goalY] = ["agent", "block", "goal"]
    .flatMap((what) => [index(`${what}_x`), index(`${what}_y`)]);
  const [velocityX, velocityY] = [index("agent_vx"), index("agent_vy")];
  const [blockAngle, goalAngle] = [index("block_angle"), index("goal_angle")];
  const [scale, radius, shape] = [index("block_scale"), index("agent_radius"), index("block_shape")];
  return {
    view: (values) => ({
      agent: [values[agentX], values[agentY]],
      velocity: [values[velocityX], values[velocityY]],
      block: { place: [values[blockX], values[blockY]], angle: values[blockAngle] },
      goal: { place: [values[goalX], values[goalY]], angle: values[goalAngle] },
      scale: values[scale],
      radius: values[radius],
      shape: values[shape],
    }),
    towards: (agent, target) =>
      Float32Array.from(target, (place, i) => {
        const action = relative ? (place - agent[i]) / REACH : place;
        return Math.min(Math.max(action, low[i]), high[i]);
      }),
  };
}
