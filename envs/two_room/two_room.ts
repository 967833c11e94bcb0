import { component } from "../../core/component.ts";
import { checkAction, checkState, checkStream } from "../../core/env/checks.ts";
import { factorValues } from "../../core/env/factors.ts";
import { boolean, integer } from "../../core/option.ts";
import { RNG_STATE_SIZE, seededRng } from "../../core/rng.ts";
import type {
  Action,
  ActionSpace,
  Component,
  Env,
  EnvNotes,
  EnvSpec,
  FactorSpec,
  Goals,
  Observation,
  ResetOptions,
  Rng,
  StepResult,
  VariableSpec,
} from "../../core/types.ts";
import { move } from "./dynamics.ts";
import { Renderer, type RendererOptions } from "./renderer.ts";
import { DOOR_SLACK, type Layout, layoutOf, MARGIN, MIDDLE, REACH, SIDE, twoRoomFactors } from "./scene.ts";
import { distance, inSecondRoom, measure, twoRoomVariables } from "./variables.ts";

/** What the page of two rooms tells besides its spaces, variables, factors and goals. */
export const twoRoomNotes: EnvNotes = {
  about: "A soft dot walks through two rooms that a wall parts, and a door joins. It is the smallest world " +
    "in which the straight way to a goal fails: who wants to the other room must first go away from the goal, " +
    "to the door. The rules are those of `swm/TwoRoom-v1` (stable-worldmodel) in float32, and its " +
    "trajectories replay to 5e-7 px. The world is 224 px wide, whatever the size of the picture.",
  actions:
    "Where to go: to the right and downwards, as parts of the agent's speed. What lies beyond −1 and 1 " +
    "is clipped. The agent stops at the border, and in front of the wall unless its middle is within a " +
    `door's opening or at most ${DOOR_SLACK} px past its edge.`,
  reward: "Always 0.",
  start:
    "Agent and target are uniform inside the border, the agent clear of the wall with its whole radius; " +
    "the target may lie in either room, and in the wall. The target is part of the world and is not drawn " +
    "unless `drawTarget` says so; a goal that is asked for is another state of the world.",
  end:
    `Terminated where the agent is less than ${REACH} px from its own target. Nothing cuts an episode short.`,
  differences: [
    "Random numbers are the project's own, so that a seed means another start than there.",
    "Pictures of 64 and 96 px are drawn at that size, dots as the mean of a Gaussian over each pixel; the original draws 224 px only, and at that size the three reference pictures agree byte for byte.",
    "Doors may be smaller than the agent; the original refuses them when it draws factors.",
    "The position is no stream of observations; it is among the variables.",
  ],
  history: { "two-room@1": "First version." },
};

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

const POSITIONS = 4;
const STATE_SIZE = POSITIONS + twoRoomFactors.length + RNG_STATE_SIZE;
const ON: StepResult = Object.freeze({ reward: 0, terminated: false, truncated: false });
const DONE: StepResult = Object.freeze({ reward: 0, terminated: true, truncated: false });

const goals: Goals = {
  criterion: `the agent is less than ${REACH} px from where it is in the goal`,
  distance: (at, goal) => distance(at[0], at[1], goal[0], goal[1]),
  reached: (at, goal) => distance(at[0], at[1], goal[0], goal[1]) < REACH,
  strata: {
    "other-room": {
      description: "the goal lies in the other room",
      holds: (at, goal) => inSecondRoom(at) !== inSecondRoom(goal),
    },
  },
};

/** State: agent and target, factors, generator. */
class TwoRoom implements Env {
  readonly id = "two-room@1";
  readonly observations: EnvSpec["observations"];
  readonly actionSpace: ActionSpace = { kind: "box", low: [-1, -1], high: [1, 1] };
  readonly variables: readonly VariableSpec[] = twoRoomVariables;
  readonly factors: readonly FactorSpec[] = twoRoomFactors;
  readonly goals: Goals = goals;
  readonly notes: EnvNotes = twoRoomNotes;
  readonly #options: RendererOptions;
  #rng = seededRng(0);
  #factors = factorValues(twoRoomFactors, {});
  #layout: Layout = layoutOf(this.#factors);
  #renderer: Renderer | undefined;
  #positions: Float32Array = drawStart(this.#rng, this.#layout);

  constructor(options: RendererOptions) {
    const { size } = options;
    this.#options = options;
    this.observations = { pixels: { shape: [size, size, 3], dtype: "uint8" } };
  }

  reset({ seed, factors = {} }: ResetOptions): void {
    this.#build(factorValues(twoRoomFactors, factors));
    this.#rng = seededRng(seed);
    this.#positions = drawStart(this.#rng, this.#layout);
  }

  step(action: Action): StepResult {
    checkAction(this.actionSpace, action);
    const positions = this.#positions;
    move(positions, action, this.#layout);
    return distance(positions[0], positions[1], positions[2], positions[3]) < REACH ? DONE : ON;
  }

  observe(stream: string): Observation {
    checkStream(this.observations, stream);
    this.#renderer ??= new Renderer(this.#layout, this.#options);
    return this.#renderer.paint(this.#positions);
  }

  measure(): Float64Array {
    return measure(this.#positions, this.#layout);
  }

  getState(): Float64Array {
    return Float64Array.of(...this.#positions, ...this.#factors, ...this.#rng.getState());
  }

  setState(state: Float64Array): void {
    checkState(state, STATE_SIZE);
    const generator = POSITIONS + twoRoomFactors.length;
    this.#positions = Float32Array.from(state.subarray(0, POSITIONS));
    this.#build(state.slice(POSITIONS, generator));
    this.#rng.setState(state.subarray(generator));
  }

  /** Takes over factors; what was built for equal ones is kept. */
  #build(factors: Float64Array): void {
    if (factors.every((value, i) => value === this.#factors[i])) return;
    this.#factors = factors;
    this.#layout = layoutOf(factors);
    this.#renderer = undefined;
  }
}

/**
 * Two rooms, a wall and a door: a soft dot walks to a target that may lie in the other room. The rules are those
 * of swm/TwoRoom-v1 (stable-worldmodel), in float32, so that its trajectories replay exactly.
 *
 * - **Observation**: `pixels` `uint8 [size, size, 3]`; border, wall, doors, the agent as a Gaussian dot, and the
 *   target where `drawTarget` says so. The world is 224 px wide whatever the size of the picture.
 * - **Action**: `[dx, dy]`, clipped to [−1, 1], times the agent's speed.
 * - **State**: positions, factors and generator; the first four numbers are those of the variables.
 * - **Start**: agent and target uniform inside the border; the agent is clear of the wall.
 * - **Success**: agent less than 16 px from where it is in the goal; `terminated` when it is as near to its own
 *   target. The reward is always 0.
 * - **Stratum** `other-room`: start and goal lie on different sides of the wall.
 */
export const twoRoom: Component<"env"> = component("env", {
  description: "Two rooms with a door: a dot walks to a target, perhaps in the other room",
  options: {
    size: integer({ default: 64, choices: [64, 96, 224], description: "side of the picture, px" }),
    drawTarget: boolean({ default: false, description: "whether the target is drawn" }),
  },
  make: (options) => new TwoRoom(options),
});
