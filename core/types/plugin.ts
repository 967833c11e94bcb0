/**
 * Components, kinds and plugins: what the framework gives and what must come back.
 *
 * @module
 */
import type { Dataset } from "./data.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Encoder, Objective, Predictor, View } from "./model.ts";
import type { Cost, Planner } from "./planning.ts";
import type { Json, Rng } from "./basic.ts";
import type { Env, EnvSpec, ObservationSpace, Policy } from "./world.ts";

/**
 * What the framework gives (`given`) to make each kind of component, and what must come back (`made`).
 */
export interface Kinds {
  /** A world. */
  readonly env: { readonly given: Record<string, never>; readonly made: Env };
  /**
   * A world around a world: it changes what is seen, done or counted. `label` names the stream of random numbers that
   * belongs to this wrapper: it forks the seed of an episode by it, so that two wrappers never draw the same.
   */
  readonly wrapper: { readonly given: { readonly env: Env; readonly label: string }; readonly made: Env };
  /** Something that acts. */
  readonly policy: { readonly given: { readonly spec: EnvSpec }; readonly made: Policy };
  /** Data that brings itself, in place of a world. */
  readonly dataset: { readonly given: { readonly rng: Rng }; readonly made: Dataset };
  /** Observations to other observations of the same shape, at random. */
  readonly view: {
    readonly given: { readonly observations: { readonly [stream: string]: ObservationSpace } };
    readonly made: View;
  };
  /** Observations to latents. */
  readonly encoder: {
    readonly given: {
      readonly observations: { readonly [stream: string]: ObservationSpace };
      readonly rng: Rng;
    };
    readonly made: Encoder;
  };
  /** Latents to future latents. */
  readonly predictor: {
    readonly given: {
      readonly tokens: number;
      readonly dim: number;
      readonly action: number;
      readonly rng: Rng;
    };
    readonly made: Predictor;
  };
  /** A term of the loss. */
  readonly objective: {
    readonly given: {
      readonly tokens: number;
      readonly grid?: readonly [rows: number, columns: number];
      readonly dim: number;
      readonly action: number;
      readonly rng: Rng;
    };
    readonly made: Objective;
  };
  /** Latents and goal to a number. */
  readonly cost: { readonly given: Record<string, never>; readonly made: Cost };
  /** Finds plans. */
  readonly planner: { readonly given: Record<string, never>; readonly made: Planner };
  /** Measures a model. */
  readonly evaluation: { readonly given: Record<string, never>; readonly made: Evaluation };
}

/** The kinds of component. */
export type Kind = keyof Kinds;
/** What the framework gives to make a component of kind K. */
export type Given<K extends Kind> = Kinds[K]["given"];
/** What must come back. */
export type Made<K extends Kind> = Kinds[K]["made"];

/** One option of a component, as data; made by the functions of `core/option.ts`. */
export interface OptionSpec<T extends Json = Json> {
  /** What kind of value. */
  readonly type: "integer" | "number" | "boolean" | "string" | "choice" | "integers" | "numbers";
  /** Value when it is not given. */
  readonly default: T;
  /** What it does, with its unit. */
  readonly description: string;
  /** Smallest value. */
  readonly min?: number;
  /** Largest value. */
  readonly max?: number;
  /** Allowed values: strings of a `choice`, or the few numbers that an `integer` may be. */
  readonly choices?: readonly string[] | readonly number[];
}

/** The options of a component, by name. */
export type OptionSpecs = { readonly [option: string]: OptionSpec };

/** A component as the registry keeps it: option types are checked inside and erased at its edge. */
export interface Component<K extends Kind = Kind> {
  /** Its kind. */
  readonly kind: K;
  /** What it is, in one sentence. */
  readonly description: string;
  /** Its options. */
  readonly options: OptionSpecs;
  /** Makes one; `options` are complete and checked. */
  readonly make: (options: { readonly [option: string]: Json }, given: Given<K>) => Made<K>;
}

/** Components of each kind, by name. */
export type Components = { readonly [K in Kind]?: { readonly [name: string]: Component<K> } };

/** What a plugin module exports by default. Plain data: importing it registers nothing. */
export interface Plugin extends Components {
  /** Name, for messages. */
  readonly name: string;
}
