import { checkAction, checkState, checkStream } from "../../core/env/checks.ts";
import { factorValues } from "../../core/env/factors.ts";
import { cosine, sine } from "../../core/env/trigonometry.ts";
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
import { reacherFactors, type Scene, sceneOf } from "./scene.ts";
import {
  fingerPlace,
  measure,
  reacherGoals,
  reacherVariables,
  type Success,
  targetRadius,
} from "./variables.ts";
import { moveArm, RADIUS, TORQUE, WRIST_RANGE } from "./dynamics.ts";
import { reacherNotes } from "./notes.ts";
import { Painter } from "./renderer.ts";

/** Nearest and farthest target, m. */
const [NEAR, FAR] = [0.05, 0.2];

/**
 * Draws `[shoulder, wrist, shoulder velocity, wrist velocity, target x, target y]`, rad, rad/s and m: a pose from
 * anywhere, at rest, and a target that is uniform in angle and in distance from the shoulder.
 */
export function drawStart(rng: Rng): Float64Array {
  const shoulder = rng.uniform(-Math.PI, Math.PI);
  const wrist = rng.uniform(-WRIST_RANGE, WRIST_RANGE);
  const angle = rng.uniform(0, 2 * Math.PI);
  const distance = rng.uniform(NEAR, FAR);
  return Float64Array.of(shoulder, wrist, 0, 0, distance * sine(angle), distance * cosine(angle));
}

/** How the reacher is played. */
export interface ReacherOptions {
  /** Side of the picture, px. */
  readonly size: number;
  /** What success is, and how large the target. */
  readonly success: Success;
  /** Physics steps of an action. */
  readonly repeat: number;
  /** Whether the target is drawn. */
  readonly drawTarget: boolean;
}

/** Joints, their velocities, target. */
const MOVING = 6;
const STATE_SIZE = MOVING + reacherFactors.length + RNG_STATE_SIZE;
const OFF: StepResult = Object.freeze({ reward: 0, terminated: false, truncated: false });
const ON: StepResult = Object.freeze({ reward: 1, terminated: false, truncated: false });

const clipped = (value: number): number => Math.min(Math.max(value, -1), 1);

/**
 * The reacher behind the interface of a world; {@linkcode reacher} says what it is. Reference data is replayed
 * through the two methods that take double precision: {@linkcode Reacher.start} and {@linkcode Reacher.act}.
 */
export class Reacher implements Env {
  readonly id = "reacher@1";
  readonly observations: EnvSpec["observations"];
  readonly actionSpace: ActionSpace = { kind: "box", low: [-1, -1], high: [1, 1] };
  readonly variables: readonly VariableSpec[] = reacherVariables;
  readonly factors: readonly FactorSpec[] = reacherFactors;
  readonly goals: Goals;
  readonly notes: EnvNotes = reacherNotes;
  readonly #options: ReacherOptions;
  #rng = seededRng(0);
  #factors = factorValues(reacherFactors, {});
  #scene: Scene = sceneOf(this.#factors);
  #painter: Painter | undefined;
  #moving: Float64Array = drawStart(this.#rng);

  /** At the start of seed 0. */
  constructor(options: ReacherOptions) {
    const { size, success } = options;
    this.#options = options;
    this.observations = {
      pixels: { shape: [size, size, 3], dtype: "uint8" },
      proprio: { shape: [6], dtype: "float32" },
    };
    this.goals = reacherGoals(success);
  }

  reset({ seed, factors = {} }: ResetOptions): void {
    this.#build(factorValues(reacherFactors, factors));
    this.#rng = seededRng(seed);
    this.start(drawStart(this.#rng));
  }

  /** Starts at `[shoulder, wrist, shoulder velocity, wrist velocity, target x, target y]`, rad, rad/s and m. */
  start(moving: ArrayLike<number>): void {
    this.#moving = Float64Array.from(moving);
    if (this.#scene.model.locked) this.#moving[3] = 0;
  }

  step(action: Action): StepResult {
    checkAction(this.actionSpace, action);
    return this.act(action[0], action[1]);
  }

  /** A step in double precision; numbers beyond the action space are clipped to it. */
  act(shoulder: number, wrist: number): StepResult {
    const [first, second] = [TORQUE * clipped(shoulder), TORQUE * clipped(wrist)];
    for (let i = 0; i < this.#options.repeat; i++) {
      moveArm(this.#moving, first, second, this.#scene.model);
    }
    const [dx, dy] = this.#toTarget();
    return Math.sqrt(dx * dx + dy * dy) <= this.#radius + RADIUS ? ON : OFF;
  }

  observe(stream: string): Observation {
    const [shoulder, wrist, shoulderVelocity, wristVelocity, x, y] = this.#moving;
    if (stream === "proprio") {
      return Float32Array.of(shoulder, wrist, ...this.#toTarget(), shoulderVelocity, wristVelocity);
    }
    checkStream(this.observations, stream);
    const { size, drawTarget } = this.#options;
    this.#painter ??= new Painter(this.#scene, { size, target: drawTarget ? this.#radius : 0 });
    return this.#painter.paint(shoulder, wrist, [x, y]);
  }

  measure(): Float64Array {
    return measure(this.#moving, this.#radius, this.#scene.model.locked);
  }

  getState(): Float64Array {
    return Float64Array.of(...this.#moving, ...this.#factors, ...this.#rng.getState());
  }

  setState(state: Float64Array): void {
    checkState(state, STATE_SIZE);
    const generator = MOVING + reacherFactors.length;
    this.#build(state.slice(MOVING, generator));
    this.start(state.subarray(0, MOVING));
    this.#rng.setState(state.subarray(generator));
  }

  get #radius(): number {
    return targetRadius[this.#options.success];
  }

  /** From the finger to the target, `[x, y]`, m. */
  #toTarget(): readonly [x: number, y: number] {
    const [shoulder, wrist, , , x, y] = this.#moving;
    const [fingerX, fingerY] = fingerPlace(shoulder, wrist);
    return [x - fingerX, y - fingerY];
  }

  /** Takes over factors; what was built for equal ones is kept. */
  #build(factors: Float64Array): void {
    if (factors.every((value, i) => value === this.#factors[i])) return;
    this.#factors = factors;
    this.#scene = sceneOf(factors);
    this.#painter = undefined;
  }
}
