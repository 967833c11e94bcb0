import { component } from "../../core/component.ts";
import { checkAction, checkState, checkStream } from "../../core/env/checks.ts";
import { factorValues } from "../../core/env/factors.ts";
import { boolean, choice, integer } from "../../core/option.ts";
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
import { type PictureForm, Renderer } from "./renderer.ts";
import {
  ARRIVED,
  dotWallFactors,
  type Layout,
  layoutOf,
  LONGEST_STEP,
  REACH,
  START_MARGIN,
} from "./scene.ts";
import { dotWallVariables, measure } from "./variables.ts";

/** What the page of dot-wall@1 says beside what its spec does. */
export const dotWallNotes: EnvNotes = {
  about:
    "A soft dot in one of the two rooms of a world 65 px wide, and a door of nine pixels between them. It follows PLDM's and " +
    "eb_jepa's DotWall, the world in which joint-embedding models were first planned with without any reward. The " +
    "dot is small and the door narrow, so that a straight line to the goal nearly always ends at the wall; and walls " +
    "throw the dot back by chance, so that what a step into a wall does cannot be predicted to the pixel. With " +
    "`random` every episode has its own wall and door, and a model must see them to plan.",
  actions:
    "The way of the dot in a step, px: to the right and downwards. A way longer than 2.45 px is shortened " +
    "to it, whatever its direction.",
  reward: "1 for the step that brings the dot to its target, and 0 for any other.",
  start:
    "Dot and target lie in different rooms, either way round with the same chance, each uniform in what is at " +
    "least two standard deviations of the dot from wall and border, or as far as the narrower room allows. With " +
    "`random`, the wall's and the door's places are whole pixels of their ranges, drawn before; a factor that is given " +
    "takes their place.",
  end:
    "The world terminates where the mean of the two squared differences from the target is less than 1 px². It " +
    "never cuts an episode short; the original does after 200 steps, which is the wrapper `time-limit` here.",
  differences: [
    "A way that meets a wall is followed to the first surface on it; the original looks at the door's sides before " +
    "the walls, and at the border line by line.",
    "The throw of a wall comes from the world's own generator, so that a seed repeats it.",
    "A throw leaves the dot at least 0.3 px from every surface; there only one that would end in a wall is moved to that.",
    "The length of an action is bounded by the world; there its data and planners keep to the bound by themselves.",
    "The picture is `[h, w, 2]` of bytes; there it is `[2, h, w]`, normalised by the mean and the standard deviation " +
    "of its data.",
    "Colours, the thickness of the wall, the opening of the door and the size of the dot are factors.",
  ],
  history: { "dot-wall@1": "First version." },
};

/**
 * Draws `[dot x, dot y, target x, target y]`, px: one in each room, either way round with the same chance, uniform in
 * what lies two standard deviations of the dot from wall and border, or as far as the narrower room allows.
 */
export function drawStart(rng: Rng, { low, high, wall, wallHalf, dotStd }: Layout): Float64Array {
  const narrower = Math.min(wall - low, high - wall) - wallHalf;
  const margin = Math.min(START_MARGIN * dotStd, narrower / 2);
  const [near, far] = [low + margin, high - margin];
  const left = [rng.uniform(near, wall - wallHalf - margin), rng.uniform(near, far)];
  const right = [rng.uniform(wall + wallHalf + margin, far), rng.uniform(near, far)];
  return Float64Array.from(rng.uniform() < 0.5 ? [...right, ...left] : [...left, ...right]);
}

const POSITIONS = 4;
const WALL = dotWallVariables.findIndex(({ name }) => name === "wall_position");
/** Factors that are drawn for each episode where walls are random. */
const DRAWN = ["wall_position", "door_position"];
const ON: StepResult = Object.freeze({ reward: 0, terminated: false, truncated: false });
const DONE: StepResult = Object.freeze({ reward: 1, terminated: true, truncated: false });

function distance(at: Float64Array, goal: Float64Array): number {
  return Math.sqrt((at[0] - goal[0]) ** 2 + (at[1] - goal[1]) ** 2);
}

const goals: Goals = {
  criterion: `the dot is less than ${REACH} px from where it is in the goal`,
  distance,
  reached: (at, goal) => distance(at, goal) < REACH,
  strata: {
    "other-room": {
      description: "the goal lies in the other room",
      holds: (at, goal) => at[0] > at[WALL] !== goal[0] > at[WALL],
    },
  },
};

interface DotWallOptions {
  readonly size: number;
  readonly picture: PictureForm;
  readonly wall: number;
  readonly door: number;
  readonly random: boolean;
}

/** State: dot and target, factors, generator. */
class DotWall implements Env {
  readonly id = "dot-wall@1";
  readonly observations: EnvSpec["observations"];
  readonly actionSpace: ActionSpace = {
    kind: "box",
    low: [-LONGEST_STEP, -LONGEST_STEP],
    high: [LONGEST_STEP, LONGEST_STEP],
  };
  readonly variables: readonly VariableSpec[] = dotWallVariables;
  readonly factors: readonly FactorSpec[];
  readonly goals: Goals = goals;
  readonly notes: EnvNotes = dotWallNotes;
  readonly #options: DotWallOptions;
  readonly #stateSize: number;
  #rng = seededRng(0);
  #factors: Float64Array;
  #layout: Layout;
  #renderer: Renderer | undefined;
  #positions: Float64Array;

  constructor(options: DotWallOptions) {
    const { size, picture, wall, door } = options;
    this.#options = options;
    this.observations = {
      pixels: { shape: [size, size, picture === "layers" ? 2 : 3], dtype: "uint8" },
    };
    this.factors = dotWallFactors(wall, door);
    this.#stateSize = POSITIONS + this.factors.length + RNG_STATE_SIZE;
    this.#factors = factorValues(this.factors, {});
    this.#layout = layoutOf(this.factors, this.#factors, size);
    this.#positions = drawStart(this.#rng, this.#layout);
  }

  reset({ seed, factors = {} }: ResetOptions): void {
    const rng = seededRng(seed);
    this.#build(factorValues(this.factors, { ...this.#drawn(rng), ...factors }));
    this.#rng = rng;
    this.#positions = drawStart(rng, this.#layout);
  }

  step(action: Action): StepResult {
    checkAction(this.actionSpace, action);
    const positions = this.#positions;
    move(positions, action, this.#layout, this.#rng);
    const [x, y, targetX, targetY] = positions;
    return ((x - targetX) ** 2 + (y - targetY) ** 2) / 2 < ARRIVED ? DONE : ON;
  }

  observe(stream: string): Observation {
    checkStream(this.observations, stream);
    this.#renderer ??= new Renderer(this.#layout, this.#options.picture);
    return this.#renderer.paint(this.#positions);
  }

  measure(): Float64Array {
    return measure(this.#positions, this.#layout);
  }

  getState(): Float64Array {
    return Float64Array.of(...this.#positions, ...this.#factors, ...this.#rng.getState());
  }

  setState(state: Float64Array): void {
    checkState(state, this.#stateSize);
    const generator = POSITIONS + this.factors.length;
    this.#positions = state.slice(0, POSITIONS);
    this.#build(state.slice(POSITIONS, generator));
    this.#rng.setState(state.subarray(generator));
  }

  /** Where wall and door stand in an episode, for those that are random. */
  #drawn(rng: Rng): { readonly [factor: string]: number } {
    if (!this.#options.random) return {};
    const specs = this.factors.filter(({ name }) => DRAWN.includes(name));
    return Object.fromEntries(specs.map(({ name, low, high }) => [name, low + rng.integer(high - low + 1)]));
  }

  /** Takes over factors; what was built for equal ones is kept. */
  #build(factors: Float64Array): void {
    if (factors.every((value, i) => value === this.#factors[i])) return;
    this.#factors = factors;
    this.#layout = layoutOf(this.factors, factors, this.#options.size);
    this.#renderer = undefined;
  }
}

/**
 * Two rooms of 65 px with a narrow door: PLDM's and eb_jepa's DotWall (Sobal et al., 2025). A dot starts in one room, its
 * target lies in the other, and walls throw it back by chance.
 *
 * - **Observation**: `pixels` `uint8 [size, size, 2]`, the dot and the walls as layers; with `picture: "colours"`
 *   `[size, size, 3]`. The world is as wide as the picture.
 * - **Action**: `[dx, dy]` px; a longer one than 2.45 is shortened to it.
 * - **State**: positions, factors and generator.
 * - **Start**: dot and target in different rooms; with `random`, wall and door are drawn for each episode.
 * - **Success**: dot less than 4.5 px from where it is in the goal; `terminated`, with a reward of 1, where the mean
 *   squared difference from its own target is less than 1 px².
 * - **Stratum** `other-room`: start and goal lie on different sides of the wall.
 *
 * @example
 * ```ts
 * import { dotWall } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const env = dotWall.make({ random: true }, {});
 * env.reset({ seed: 1 });
 * assert.equal(env.observe("pixels").length, 65 * 65 * 2);
 * const [x, , targetX, , wall] = env.measure();
 * assert.ok(x < wall !== targetX < wall);
 * ```
 */
export const dotWall: Component<"env"> = component("env", {
  description: "Two small rooms with a narrow door, fixed or random: a dot that walls throw back",
  options: {
    size: integer({ default: 65, choices: [64, 65], description: "side of world and picture, px" }),
    picture: choice(["layers", "colours"], {
      default: "layers",
      description: "the dot and the walls as two layers, or in colours",
    }),
    wall: integer({ default: 32, min: 20, max: 44, description: "middle of the wall where it is fixed, px" }),
    door: integer({ default: 10, min: 10, max: 54, description: "middle of the door where it is fixed, px" }),
    random: boolean({ default: false, description: "whether wall and door are drawn for each episode" }),
  },
  make: (options) => new DotWall(options),
});
