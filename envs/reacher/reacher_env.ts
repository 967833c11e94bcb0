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
import { moveArm, RADIUS, TORQUE, WRIST_RANGE } from "./dynamics.ts";
import { Renderer } from "./renderer.ts";
import { reacherFactors, type Scene, sceneOf } from "./scene.ts";
import {
  fingerPlace,
  measure,
  reacherGoals,
  reacherVariables,
  type Success,
  targetRadius,
} from "./variables.ts";

/** What the page of the reacher says beside its spaces, variables, factors and goals. */
export const reacherNotes: EnvNotes = {
  about: "An arm of two links lies in a square arena and is seen from above. A motor in the shoulder and a " +
    "weaker joint in the wrist turn it until the finger is at a target, or until both joints stand as in a goal. " +
    "There is no gravity and nothing to bump into; what is hard is the arm itself: it swings on, each link " +
    "drags the other along, and from pixels a goal must be met to half a pixel of the finger's way.",
  actions:
    "`[shoulder, wrist]`, each clipped to [−1, 1]: the torque on the joint in units of 0.05 N·m, held for " +
    "`repeat` physics steps of 0.02 s (by default two). A positive one turns anticlockwise.",
  reward:
    "1 while the finger's circle (radius 0.01 m) meets the target's (0.05 m for `easy`, else 0.015 m), " +
    "else 0.",
  start:
    "The shoulder is uniform all around, the wrist uniform within ±160°, both at rest. The target is uniform " +
    "in angle and in distance from the shoulder, 0.05 to 0.20 m.",
  end:
    "Nothing terminates an episode and nothing cuts it short; dm_control's limit is 1000 physics steps, 20 s.",
  differences: [
    "The picture is drawn in flat colours, each the mean of what dm_control's lamps give the part, without " +
    "shadows, highlights and reflections; arm, finger and target are seen as by a camera 0.75 m above.",
    "The shoulder of a goal is compared modulo full turns, which look alike; stable-worldmodel compares the " +
    "raw angles.",
    "Goals are states, so `easy` and `hard` ask for the finger's place in the goal, not for the drawn target.",
    "`wrist_locked` holds the wrist at its first angle; stable-worldmodel names such a factor but does nothing " +
    "with it. The hand's density and the colours of finger and wall are factors here alone.",
    "The lamp brightens arm, finger, axle, target and walls; the floor is as bright as it can be in any light.",
    "Sines and cosines are sums and products of the project's own, so that all machines give the same bytes.",
  ],
  history: {
    "reacher@1": "First version.",
  },
};

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
  #renderer: Renderer | undefined;
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
    this.#renderer ??= new Renderer(this.#scene, { size, target: drawTarget ? this.#radius : 0 });
    return this.#renderer.paint(shoulder, wrist, [x, y]);
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
    this.#renderer = undefined;
  }
}
