/**
 * Worlds, batches of worlds and policies: typed arrays only.
 *
 * @module
 */
import type { Rng } from "./basic.ts";

/** One named stream of observations: images are `uint8 [h, w, c]`, vectors `float32 [n]`. */
export interface ObservationSpace {
  /** Shape of one observation. */
  readonly shape: readonly number[];
  /** Element type. */
  readonly dtype: "uint8" | "float32";
  /** How many frames stand side by side in the last number of the shape, the newest last; 1 where it is left out. */
  readonly frames?: number;
}

/** Native actions of a world: a box with a range per dimension (may be infinite), or one of n choices. */
export type ActionSpace =
  | { readonly kind: "box"; readonly low: readonly number[]; readonly high: readonly number[] }
  | { readonly kind: "discrete"; readonly n: number };

/** One action in native units `[A]`; a discrete action is `[index]`. */
export type Action = Float32Array;

/** One observation, flattened row-major as its space says. */
export type Observation = Uint8Array | Float32Array;

/** A named physical quantity of a world; probes, experts, goals and reports read these. */
export interface VariableSpec {
  /** Name, snake_case, e.g. `agent_x`. */
  readonly name: string;
  /** Unit, e.g. `px`, `rad`, `px/s`. */
  readonly unit: string;
  /** What it is, in a few words. */
  readonly description: string;
  /** Names of the classes 0, 1, …, for a variable that is a label. */
  readonly classes?: readonly string[];
}

/** A factor of variation: what may differ from episode to episode besides the start. */
export interface FactorSpec {
  /** Name, snake_case, e.g. `agent_radius`. */
  readonly name: string;
  /** Smallest value. */
  readonly low: number;
  /** Largest value. */
  readonly high: number;
  /** Value when it is not given. */
  readonly default: number;
  /** Whole numbers only. */
  readonly integer?: boolean;
  /** What it is, with its unit. */
  readonly description: string;
}

/** What a step gives back, in Gymnasium's meanings. */
export interface StepResult {
  /** Reward of this step. */
  readonly reward: number;
  /** The world has ended by its own rules. */
  readonly terminated: boolean;
  /** The episode was cut short by something outside the rules, such as a time limit. */
  readonly truncated: boolean;
}

/** How an episode starts. */
export interface ResetOptions {
  /** Seed of every random draw of the episode; the same seed gives the same bytes on every machine. */
  readonly seed: number;
  /** Factors that differ from their defaults, by name. */
  readonly factors?: { readonly [factor: string]: number };
}

/** A way to count success; both arguments are variables as `Env.measure` gives them. */
export interface Criterion {
  /** The goal is met. */
  reached(variables: Float64Array, goal: Float64Array): boolean;
  /** Distance to the goal in the criterion's own unit, ≥ 0. */
  distance(variables: Float64Array, goal: Float64Array): number;
  /** The criterion in words, for reports. */
  readonly criterion: string;
}

/** A kind of start that is reported by itself, because it needs what others do not. */
export interface Stratum {
  /** What its starts have in common, in words, for reports. */
  readonly description: string;
  /** Whether the way from a start to a goal belongs to it. */
  holds(start: Float64Array, goal: Float64Array): boolean;
}

/** How close two states of a world are, by its first criterion; and what else there is to tell of goals. */
export interface Goals extends Criterion {
  /** All criteria by name, kebab-case, the first one among them; left out where there is only one. */
  readonly criteria?: { readonly [name: string]: Criterion };
  /** Kinds of start by name, kebab-case, such as `hard`. */
  readonly strata?: { readonly [name: string]: Stratum };
}

/** What the page of a world says that its spaces, variables, factors and goals do not; Markdown in each text. */
export interface EnvNotes {
  /** What the world is and what makes it hard, in a paragraph. */
  readonly about: string;
  /** What each number or choice of an action does. */
  readonly actions: string;
  /** The reward of a step. */
  readonly reward: string;
  /** How an episode starts. */
  readonly start: string;
  /** What ends an episode: what terminates it and what cuts it short. */
  readonly end: string;
  /** Where it departs from the world that it follows, one sentence each. */
  readonly differences: readonly string[];
  /** What changed, by versioned id, the newest first. */
  readonly history: { readonly [id: string]: string };
}

/** What is known of a world without running it. */
export interface EnvSpec {
  /**
   * Versioned name, e.g. `two-room@1`: the same id means the same behaviour, for the same options. What is wrapped around
   * a world stands behind it, the innermost first: `two-room@1 in pixel-noise, frame-stack`.
   */
  readonly id: string;
  /** Streams that can be observed; most worlds have `pixels`, some also `proprio`. */
  readonly observations: { readonly [stream: string]: ObservationSpace };
  /** Native action space. */
  readonly actionSpace: ActionSpace;
  /** Physical quantities, in the order of `measure()`. */
  readonly variables: readonly VariableSpec[];
  /** Factors of variation. */
  readonly factors: readonly FactorSpec[];
}

/**
 * A world to act in; an author writes one synchronous class. All random draws come from the world's own
 * generator, seeded by `reset`.
 */
export interface Env extends EnvSpec {
  /** Goals between states, where the world has them. */
  readonly goals?: Goals;
  /** What its page says beside; every built-in world has them. */
  readonly notes?: EnvNotes;
  /** Starts an episode. */
  reset(options: ResetOptions): void;
  /** Advances by one action in native units; never draws a picture. */
  step(action: Action): StepResult;
  /** Draws one stream of the present state, on demand; changes nothing. */
  observe(stream: string): Observation;
  /** The physical quantities of the present state, in the order of `variables`. */
  measure(): Float64Array;
  /** The complete state, generator and caches included; opaque and of fixed length. */
  getState(): Float64Array;
  /** Restores a state: the same actions then give bit-identical futures. */
  setState(state: Float64Array): void;
  /** Gives back what the world holds beyond itself, such as a place in another process; no other call may follow. */
  close?(): void;
}

/** What a policy, a dataset or a film sees of one world at one moment. */
export interface Snapshot {
  /** The streams that were asked for. */
  readonly observations: { readonly [stream: string]: Observation };
  /** Physical quantities; scripted experts and reports only. */
  readonly variables: Float64Array;
  /** Complete state, for exact restoring. */
  readonly state: Float64Array;
}

/** How one slot of a batch starts: a fresh episode, or an exact state. */
export type EnvStart = ResetOptions | { readonly state: Float64Array };

/** What one criterion says of one slot. */
export interface Verdict {
  /** The goal is met. */
  readonly reached: boolean;
  /** Distance to the goal. */
  readonly distance: number;
}

/** What the goals say of one slot: their first criterion, and each by name where there are several. */
export interface Judgement extends Verdict {
  /** By the name of the criterion. */
  readonly criteria?: { readonly [name: string]: Verdict };
}

/**
 * Several worlds stepped together, behind an asynchronous border, so that other work can go on between their
 * steps. A slot that gets `undefined` is left alone.
 */
export interface EnvBatch {
  /** Number of slots. */
  readonly size: number;
  /** What all slots have in common. */
  readonly spec: EnvSpec;
  /** The success criterion in words; undefined where the world has no goals. */
  readonly criterion: string | undefined;
  /** Starts or restores slots. */
  start(starts: readonly (EnvStart | undefined)[]): Promise<void>;
  /** Steps slots. */
  step(actions: readonly (Action | undefined)[]): Promise<readonly (StepResult | undefined)[]>;
  /** Looks at the slots marked true. */
  look(which: readonly boolean[], streams: readonly string[]): Promise<readonly (Snapshot | undefined)[]>;
  /** Compares slots with goal variables. */
  judge(goals: readonly (Float64Array | undefined)[]): Promise<readonly (Judgement | undefined)[]>;
  /** Ends it; no other call may follow. */
  close(): Promise<void>;
}

/** What an episode is asked to reach. */
export interface Goal {
  /** The goal as observed. */
  readonly observations: { readonly [stream: string]: Observation };
  /** The goal's physical quantities. */
  readonly variables: Float64Array;
}

/** One running episode that asks for an action. */
export interface Turn {
  /** Slot in the batch. */
  readonly slot: number;
  /** Steps taken so far in this episode. */
  readonly step: number;
  /** What can be seen. */
  readonly snapshot: Snapshot;
}

/** Anything that acts: random, scripted, or a planner over a world model. */
export interface Policy {
  /** Streams that must be drawn before `act`. */
  readonly streams: readonly string[];
  /** An episode begins in `slot`; all its random numbers come from `rng`. */
  begin(slot: number, episode: { readonly rng: Rng; readonly goal?: Goal }): void;
  /** One action, in native units, for each turn. */
  act(turns: readonly Turn[]): Promise<readonly Action[]>;
}
