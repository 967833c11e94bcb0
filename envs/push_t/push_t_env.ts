import { checkAction, checkState, checkStream } from "../../core/env/checks.ts";
import { factorValues } from "../../core/env/factors.ts";
import { RNG_STATE_SIZE, seededRng } from "../../core/rng.ts";
import type {
  Action,
  ActionSpace,
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
import { PusherWorld, pusherWorldSize } from "../physics/pusher_world.ts";
import { coverage } from "./coverage.ts";
import { Renderer } from "./renderer.ts";
import { controlled, DT, pushTFactors, REACH, type Scene, sceneOf, SIDE, SUB_STEPS, walls } from "./scene.ts";
import {
  ALIGNED,
  angleBetween,
  apart,
  COVERED,
  measure,
  NEAR,
  pushTGoals,
  pushTVariables,
  wrapped,
} from "./variables.ts";

const DEGREES = Math.round(ALIGNED * 180 / Math.PI);

/** What the page of Push-T tells besides its spaces, variables, factors and goals. */
export const pushTNotes: EnvNotes = {
  about:
    "A round agent pushes a T-shaped block across a table. The block moves only while it is pushed, and " +
    "every push both shifts and turns it, so that bringing it to a pose takes pushes from several sides. The " +
    "rules are those of gym-pusht (`absolute` actions, success by `coverage`) and of stable-worldmodel " +
    "(`relative`, `pose`); episodes of Chipmunk 7.0.3, the engine beneath both, replay to the rounding of the " +
    "stored numbers. The world is 512 px wide, whatever the size of the picture.",
  actions:
    `Where the agent is pulled to during ${SUB_STEPS} sub-steps of 0.01 s, to the right and downwards: ` +
    "with `relative` actions 100 px times the numbers from where it is when the action begins, with `absolute` " +
    "ones a place in px. What lies beyond the bounds is clipped. The agent pushes and is not pushed back; it " +
    "goes through the walls, the block does not.",
  reward: "With success by `pose` minus the distance of the seven numbers of state (agent, block, angle, " +
    `velocity) to a goal state that the episode draws; by \`coverage\` the covered part of the drawn goal ÷ ${COVERED}, ` +
    "at most 1.",
  start: "Agent and block lie anywhere in the middle of the table, at any angle, drawn again until nothing " +
    "touches; `start_spread` narrows that down to the start that the other factors say. Then follows one " +
    "sub-step, as in both originals.",
  end:
    `Terminated by \`pose\` where agent and block are together less than ${NEAR} px and the block less than ` +
    `${DEGREES}° from the episode's goal state, by \`coverage\` where more than ${COVERED} of the drawn goal is ` +
    "covered. Nothing cuts an episode short.",
  differences: [
    "Random numbers are the project's own, so that a seed means another start than there, and starts in which things touch are drawn again.",
    "Relative actions beyond −1 and 1 are clipped; stable-worldmodel takes them as they are.",
    "Blocks that look the same after part of a turn count as unturned.",
    "The origin of the Z is its middle, and the circle can be pushed.",
    "Pictures are drawn at their own size from samples of every pixel, not shrunk from 512 px; no mark shows where an action points.",
    "Sines and cosines of the block's angle are the engine's own, which may differ in the last bit from one engine to another, and so may episodes.",
  ],
  history: { "push-t@1": "First version." },
};

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

/** How Push-T is played. */
export interface PushTOptions {
  /** Side of the picture, px. */
  readonly size: number;
  /** What an action is. */
  readonly action: "relative" | "absolute";
  /** What success is, and the reward with it. */
  readonly success: "pose" | "coverage";
}

const GOAL = 7;
const WORLD = pusherWorldSize(walls.length);
const STATE_SIZE = WORLD + GOAL + 1 + pushTFactors.length + RNG_STATE_SIZE;
/** Draws after which things may touch at the start. */
const TRIES = 100;
const FIRST_AGENT = [256, 400] as const;
const FIRST_BLOCK = {
  coverage: { x: 256, y: 300, angle: 0 },
  pose: { x: 400, y: 100, angle: 0 },
} as const;

const clamped = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

function worldOf({ block, agentRadius }: Scene): PusherWorld {
  const { parts, centre, mass, moment } = block;
  return new PusherWorld({ dt: DT, walls, pusherRadius: agentRadius, parts, centre, mass, moment });
}

/** Puts agent and block somewhere, `[agent x, agent y, block x, block y, angle, agent vx, agent vy]`. */
function place(world: PusherWorld, at: ArrayLike<number>): void {
  world.placePusher(at[0], at[1], at[5], at[6]);
  world.turnBlock(at[4]);
  world.placeBlock(at[2], at[3]);
  world.step();
}

/**
 * Push-T behind the interface of a world; {@linkcode pushT} says what it is. Reference data is replayed through
 * the two methods that take double precision: {@linkcode PushT.start} and {@linkcode PushT.act}.
 */
export class PushT implements Env {
  readonly id = "push-t@1";
  readonly observations: EnvSpec["observations"];
  readonly actionSpace: ActionSpace;
  readonly variables: readonly VariableSpec[] = pushTVariables;
  readonly factors: readonly FactorSpec[] = pushTFactors;
  readonly goals: Goals;
  readonly notes: EnvNotes = pushTNotes;
  readonly #options: PushTOptions;
  readonly #goal = new Float64Array(GOAL);
  #rng = seededRng(0);
  #factors = factorValues(pushTFactors, {});
  #scene: Scene = sceneOf(this.#factors);
  #world: PusherWorld = worldOf(this.#scene);
  #renderer: Renderer | undefined;
  #contacts = 0;

  /** At the start of seed 0. */
  constructor(options: PushTOptions) {
    const { size, action, success } = options;
    this.#options = options;
    this.observations = {
      pixels: { shape: [size, size, 3], dtype: "uint8" },
      proprio: { shape: [4], dtype: "float32" },
    };
    this.actionSpace = action === "relative"
      ? { kind: "box", low: [-1, -1], high: [1, 1] }
      : { kind: "box", low: [0, 0], high: [SIDE, SIDE] };
    this.goals = pushTGoals[success];
    this.reset({ seed: 0 });
  }

  reset({ seed, factors = {} }: ResetOptions): void {
    this.#build(factorValues(pushTFactors, factors));
    this.#rng = seededRng(seed);
    const goal = this.#options.success === "pose" ? this.#draw(1) : undefined;
    this.start(this.#draw(this.#scene.spread), goal);
  }

  /** Places at which nothing touches; whatever comes last where that is not to be had. */
  #draw(spread: number): readonly number[] {
    let places = drawStart(this.#rng, this.#scene.start, spread);
    for (let i = 0; i < TRIES; i++) {
      this.start(places);
      if (this.#world.contacts === 0) break;
      places = drawStart(this.#rng, this.#scene.start, spread);
    }
    return places;
  }

  /**
   * Starts at `[agent x, agent y, block x, block y, block angle, agent vx, agent vy]`, px, rad and px/s: a fresh
   * world, everything put there, one sub-step. With a goal of the same form the goal is put there first, as
   * drawing it does in stable-worldmodel.
   */
  start(state: ArrayLike<number>, goal?: ArrayLike<number>): void {
    this.#world.create(...FIRST_AGENT, FIRST_BLOCK[goal ? "pose" : "coverage"]);
    this.#contacts = 0;
    this.#goal.fill(0);
    if (goal) {
      this.#goal.set(Array.from(goal));
      place(this.#world, goal);
    }
    place(this.#world, state);
  }

  step(action: Action): StepResult {
    checkAction(this.actionSpace, action);
    return this.act(action[0], action[1]);
  }

  /** A step in double precision; numbers beyond the action space are clipped to it. */
  act(x: number, y: number): StepResult {
    const world = this.#world;
    const [targetX, targetY] = this.#options.action === "relative"
      ? [world.pusherX + REACH * clamped(x, -1, 1), world.pusherY + REACH * clamped(y, -1, 1)]
      : [clamped(x, 0, SIDE), clamped(y, 0, SIDE)];
    this.#contacts = 0;
    for (let i = 0; i < SUB_STEPS; i++) {
      const vx = controlled(world.pusherVx, world.pusherX, targetX);
      world.drive(vx, controlled(world.pusherVy, world.pusherY, targetY));
      world.step();
      this.#contacts += world.contacts;
    }
    return this.#options.success === "pose" ? this.#judgePose() : this.#judgeCoverage();
  }

  observe(stream: string): Observation {
    const world = this.#world;
    if (stream === "proprio") {
      return Float32Array.of(world.pusherX, world.pusherY, world.pusherVx, world.pusherVy);
    }
    checkStream(this.observations, stream);
    this.#renderer ??= new Renderer(this.#scene, this.#options.size);
    return this.#renderer.paint(world.pusherX, world.pusherY, world.blockPose);
  }

  measure(): Float64Array {
    return measure(this.#world, this.#scene, this.#contacts);
  }

  getState(): Float64Array {
    const state = new Float64Array(STATE_SIZE);
    let at = 0;
    for (
      const part of [this.#world.memory, this.#goal, [this.#contacts], this.#factors, this.#rng.getState()]
    ) {
      state.set(part, at);
      at += part.length;
    }
    return state;
  }

  setState(state: Float64Array): void {
    checkState(state, STATE_SIZE);
    const factors = WORLD + GOAL + 1;
    const generator = factors + pushTFactors.length;
    this.#build(state.slice(factors, generator));
    this.#world.memory.set(state.subarray(0, WORLD));
    this.#goal.set(state.subarray(WORLD, WORLD + GOAL));
    this.#contacts = state[factors - 1];
    this.#rng.setState(state.subarray(generator));
  }

  /** Takes over factors; what was built for equal ones is kept. */
  #build(factors: Float64Array): void {
    if (factors.every((value, i) => value === this.#factors[i])) return;
    this.#factors = factors;
    this.#scene = sceneOf(factors);
    this.#world = worldOf(this.#scene);
    this.#renderer = undefined;
  }

  #judgeCoverage(): StepResult {
    const covered = coverage(this.#scene.block, this.#world.blockPose, this.#scene.goal);
    return { reward: clamped(covered / COVERED, 0, 1), terminated: covered > COVERED, truncated: false };
  }

  #judgePose(): StepResult {
    const { pusherX, pusherY, blockX, blockY, blockAngle, pusherVx, pusherVy } = this.#world;
    const at = [pusherX, pusherY, blockX, blockY, wrapped(blockAngle), pusherVx, pusherVy];
    const goal = this.#goal;
    const aligned = angleBetween(at[4], goal[4], this.#scene.block.symmetry) < ALIGNED;
    const terminated = apart(at, goal, 0, 4) < NEAR && aligned;
    return { reward: -apart(at, goal, 0, GOAL), terminated, truncated: false };
  }
}
