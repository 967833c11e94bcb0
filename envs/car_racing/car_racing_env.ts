import { checkAction, checkState, checkStream } from "../../core/env/checks.ts";
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
  StepResult,
  VariableSpec,
} from "../../core/types.ts";
import { openBox2D } from "../physics/open_box2d.ts";
import { CAR_BODY_SIZE, CarBody, DT } from "./car_body.ts";
import { carActions, handOver } from "./controls.ts";
import { drawEpisode, type Episode, episodeFactors } from "./episode.ts";
import { type Ground, touches } from "./ground.ts";
import { FIELD, Renderer } from "./renderer.ts";
import { restingWheel, turnWheel, type Wheel, type WheelMotion } from "./tyre.ts";
import { carRacingFactors, carRacingGoals, carRacingVariables, measure } from "./variables.ts";
import { Visits, VISITS_SIZE } from "./visits.ts";

/** What the page of CarRacing says that its code does not. */
export const carRacingNotes: EnvNotes = {
  about:
    "CarRacing: a car with rear-wheel drive drives a lap on a road that every episode draws anew, seen from " +
    "above. The rules are those of Gymnasium's `CarRacing-v3` on Box2D, and so are the tracks: `reset` with a " +
    "seed gives the track that Gymnasium gives. What makes it hard: the camera turns with the car, so that the " +
    "whole picture moves; speed shows only in the instruments and between pictures; and a car that slips does " +
    "not go where its wheels point.",
  actions:
    "`continuous`: `[steer, gas, brake]`. Steering is −1 (left) to 1 (right), the angle in radians to which " +
    "a motor turns the front wheels, which stop at 0.4; gas and brake are 0 to 1, gas rises by at most 0.1 a " +
    "step, and a brake from 0.9 locks the wheels. `discrete`: 0 nothing, 1 right (0.6), 2 left (0.6), 3 gas " +
    "(0.2), 4 brake (0.8).",
  reward:
    "−0.1 a step, and 1000 ÷ (pieces of road) for each piece that a wheel touches for the first time. In the " +
    "step in which the car leaves the field the reward is −100 instead.",
  start:
    "At rest at the first point of the road, heading along it, so that the first piece is driven on at once, except on a few tracks. The seed decides the track, and the " +
    "colours of road, field and grass where `randomColours` is on, but for those that factors give. One step without an action is made at once, so " +
    "that the wheels settle. During the first second the camera comes nearer, unless `intro` is off.",
  end:
    "Terminated when all pieces were driven on, when the first piece is driven on for the first time after more " +
    "than `lapShare` of all pieces, itself included, and when the car leaves the field (333⅓ m from the middle). Truncated after " +
    "`limit` steps, by default 1000.",
  differences: [
    "Joints start every step from nothing (Box2D's warm starting is off) and bodies never sleep, so that a state " +
    "holds places and velocities only and restoring it is exact. With 180 sweeps over four joints it hardly " +
    "matters: the same actions lead less than 0.1 mm elsewhere in 200 steps, and 7 cm in 1000.",
    "The solver is Box2D 2.4 (npm's `box2d-wasm`), Gymnasium's is 2.3: the same method, not the same bits.",
    "Which pieces a wheel touches is told from the corners of both, with Box2D's skin of 0.02 m; Gymnasium asks " +
    "Box2D. At corners the answer may come up to 8 mm earlier.",
    "A piece takes the plain colour of the road when a wheel touches it; in Gymnasium when the hull does too.",
    "The score is drawn with digits of 3 by 5 cells where Gymnasium has a font, and pictures average 4 samples a " +
    "pixel (the instruments are exact), where Gymnasium draws 1000 by 800 px and shrinks.",
    "Where the ends of a track are glued, a piece can be turned inside out; it is the hull of its corners here, as in " +
    "Box2D, also in pictures, where Gymnasium draws the corners in their order.",
    "Sines, cosines and arc tangents of the track are sums and products of the project's own, so that a seed is the " +
    "same track on every machine.",
    "The time limit of 1000 steps is part of the world (`limit`); Gymnasium wraps it around.",
  ],
  history: { "car-racing@1": "The first version." },
};

/** How CarRacing is played. */
export interface CarRacingOptions {
  /** Side of the picture, px. */
  readonly size: number;
  /** What an action is. */
  readonly action: "continuous" | "discrete";
  /** Whether every episode draws the colours of road and field. */
  readonly randomColours: boolean;
  /** Whether the camera comes nearer during the first second. */
  readonly intro: boolean;
  /** Whether the return so far is drawn. */
  readonly score: boolean;
  /** Share of the road after which passing the start ends the lap. */
  readonly lapShare: number;
  /** Steps after which an episode is cut short, 0 for none. */
  readonly limit: number;
  /** Whether Box2D's SIMD build computes. */
  readonly simd: boolean;
}

const WHEELS = 4;
/** Seed, steps, score, score at the last step, lap. */
const HEAD = 5;
const FACTORS = HEAD;
const VISITS = FACTORS + carRacingFactors.length;
const CAR = VISITS + VISITS_SIZE;
const TYRES = CAR + CAR_BODY_SIZE;
/** What a wheel keeps from step to step. */
const TYRE = ["steer", "gas", "brake", "omega", "phase", "onRoad", "spent"] as const;
const STATE_SIZE = TYRES + WHEELS * TYRE.length;
/** Reward of all pieces together, of a step, and in place of a step's where the car leaves the field. */
const [ROAD_REWARD, STEP_REWARD, LEFT_REWARD] = [1000, -0.1, -100];

function writeWheel(wheel: Wheel): readonly number[] {
  return TYRE.map((name) => Number(wheel[name]));
}

function readWheel(wheel: Wheel, numbers: Float64Array): void {
  const [steer, gas, brake, omega, phase, onRoad, spent] = numbers;
  Object.assign(wheel, restingWheel(), { steer, gas, brake, omega, phase, onRoad: onRoad === 1, spent });
}

/** CarRacing behind the interface of a world; {@linkcode carRacing} says what it is. */
export class CarRacing implements Env {
  readonly id = "car-racing@1";
  readonly observations: EnvSpec["observations"];
  readonly actionSpace: ActionSpace;
  readonly variables: readonly VariableSpec[] = carRacingVariables;
  readonly factors: readonly FactorSpec[] = carRacingFactors;
  readonly goals: Goals = carRacingGoals;
  readonly notes: EnvNotes = carRacingNotes;
  readonly #options: CarRacingOptions;
  readonly #wheels: readonly Wheel[] = Array.from({ length: WHEELS }, restingWheel);
  readonly #motion: WheelMotion = { cos: 1, sin: 0, vx: 0, vy: 0, joint: 0 };
  readonly #visits = new Visits();
  #body: CarBody | undefined;
  #episode: Episode | undefined;
  #renderer: Renderer | undefined;
  #steps = 0;
  #score = 0;
  #rewarded = 0;
  #lap = false;

  /** Nothing is opened before it is needed. */
  constructor(options: CarRacingOptions) {
    const { size, action } = options;
    this.#options = options;
    this.observations = { pixels: { shape: [size, size, 3], dtype: "uint8" } };
    this.actionSpace = carActions[action];
  }

  reset({ seed, factors = {} }: ResetOptions): void {
    this.#start(seed, factors);
  }

  step(action: Action): StepResult {
    checkAction(this.actionSpace, action);
    const { ground } = this.#current;
    handOver(this.actionSpace, action, this.#wheels);
    this.#advance(ground);
    this.#score += STEP_REWARD;
    const reward = this.#score - this.#rewarded;
    this.#rewarded = this.#score;
    const { limit } = this.#options;
    // The step of the reset is not counted.
    const truncated = limit > 0 && this.#steps > limit;
    const { x, y } = this.#car.placement(0);
    if (Math.abs(x) > FIELD || Math.abs(y) > FIELD) {
      return { reward: LEFT_REWARD, terminated: true, truncated };
    }
    return { reward, terminated: this.#lap || this.#visits.count === ground.track.length, truncated };
  }

  observe(stream: string): Observation {
    checkStream(this.observations, stream);
    const { ground, colours } = this.#current;
    const car = this.#car;
    this.#renderer ??= new Renderer(ground, colours, this.#options.size);
    const [vx, vy] = car.velocity;
    return this.#renderer.paint({
      seconds: this.#options.intro ? this.#steps * DT : Infinity,
      hull: car.placement(0),
      wheels: this.#wheels.map(({ phase }, i) => ({ at: car.placement(i + 1), phase })),
      visited: (piece) => this.#visits.has(piece),
      instruments: {
        speed: Math.sqrt(vx * vx + vy * vy),
        wheels: this.#wheels.map(({ omega }) => omega),
        steering: car.steering(0),
        spin: car.spin,
        ...(this.#options.score && { score: this.#score }),
      },
    });
  }

  measure(): Float64Array {
    const { ground } = this.#current;
    const { x, y } = this.#car.placement(0);
    const progress = { visited: this.#visits.count, score: this.#score };
    return measure(this.#car, this.#wheels, ground, ground.nearest(x, y), progress);
  }

  getState(): Float64Array {
    const { seed, factors } = this.#current;
    const state = new Float64Array(STATE_SIZE);
    state.set([seed, this.#steps, this.#score, this.#rewarded, Number(this.#lap)]);
    state.set(factors, FACTORS);
    this.#visits.write(state.subarray(VISITS, CAR));
    this.#car.write(state.subarray(CAR, TYRES));
    state.set(this.#wheels.flatMap(writeWheel), TYRES);
    return state;
  }

  setState(state: Float64Array): void {
    checkState(state, STATE_SIZE);
    const [seed, steps, score, rewarded, lap] = state;
    this.#draw(seed, state.slice(FACTORS, VISITS));
    this.#steps = steps;
    this.#score = score;
    this.#rewarded = rewarded;
    this.#lap = lap === 1;
    this.#visits.read(state.subarray(VISITS, CAR));
    this.#car.read(state.subarray(CAR, TYRES));
    this.#wheels.forEach((wheel, i) => {
      readWheel(wheel, state.subarray(TYRES + TYRE.length * i, TYRES + TYRE.length * (i + 1)));
    });
  }

  /** Frees the car in Box2D. The world is then as one in which no episode was begun. */
  close(): void {
    this.#body?.destroy();
    this.#body = undefined;
    this.#episode = undefined;
    this.#renderer = undefined;
  }

  /** Bodies and joints in Box2D: as many after any number of episodes as in the first. */
  get bodies(): number {
    return this.#car.count;
  }

  get #car(): CarBody {
    return this.#body ??= new CarBody(openBox2D(this.#options.simd ? "simd" : "plain"));
  }

  /** The running episode; that of seed 0 where none was begun. */
  get #current(): Episode {
    return this.#episode ?? this.#start(0, {});
  }

  #start(seed: number, given: { readonly [factor: string]: number }): Episode {
    const episode = this.#draw(seed, episodeFactors(seed, given, this.#options.randomColours));
    this.#steps = this.#score = this.#rewarded = 0;
    this.#lap = false;
    this.#visits.clear();
    for (const wheel of this.#wheels) Object.assign(wheel, restingWheel());
    const [{ x, y, beta }] = episode.ground.track;
    this.#car.place(x, y, beta);
    this.#advance(episode.ground);
    return episode;
  }

  /** Takes over seed and factors; what was drawn from equal ones is kept. */
  #draw(seed: number, factors: Float64Array): Episode {
    const known = this.#episode;
    if (known?.seed === seed && factors.every((value, i) => value === known.factors[i])) return known;
    const fresh = drawEpisode(seed, factors, this.#options.randomColours);
    this.#episode = fresh;
    this.#renderer = undefined;
    return fresh;
  }

  /** One step of the car: tyres on what they touched before, then what they touch now, then Box2D. */
  #advance(ground: Ground): void {
    const car = this.#car;
    for (let i = 0; i < WHEELS; i++) {
      car.observe(i, this.#motion);
      turnWheel(this.#wheels[i], this.#motion, DT);
      car.drive(i, this.#wheels[i]);
    }
    this.#touch(ground);
    car.step();
    this.#steps++;
  }

  /** Tells which wheels are on the road, and visits the pieces that they touch. */
  #touch(ground: Ground): void {
    const { x, y } = this.#car.placement(0);
    const near = ground.under(x, y);
    for (let i = 0; i < WHEELS; i++) {
      const at = this.#car.placement(i + 1);
      let onRoad = false;
      for (const piece of near) {
        if (!touches(ground.pieces[piece].corners, at)) continue;
        onRoad = true;
        this.#visit(piece, ground.pieces.length);
      }
      this.#wheels[i].onRoad = onRoad;
    }
  }

  #visit(piece: number, pieces: number): void {
    if (!this.#visits.add(piece)) return;
    this.#score += ROAD_REWARD / pieces;
    if (piece === 0 && this.#visits.count / pieces > this.#options.lapShare) this.#lap = true;
  }
}
