import type { Json } from "../../core/types.ts";
import type { PackedSpec } from "./packed_spec.ts";

/** Options of a component. */
type Options = { readonly [option: string]: Json };

/** What is asked of the process in the sandbox; numbers go beside it, as the comments say. */
export type Request =
  /** What the plugin exports. */
  | { readonly ask: "plugin" }
  /** Makes world number `env`; those that were closed since the last one go. */
  | {
    readonly ask: "make-env";
    readonly env: number;
    readonly closed: readonly number[];
    readonly component: string;
    readonly options: Options;
  }
  | {
    readonly ask: "reset";
    readonly env: number;
    readonly seed: number;
    readonly factors?: { readonly [factor: string]: number };
  }
  /** With the action → reward. */
  | { readonly ask: "step"; readonly env: number }
  /** → the observation. */
  | { readonly ask: "observe"; readonly env: number; readonly stream: string }
  /** → the variables. */
  | { readonly ask: "measure"; readonly env: number }
  /** → the state. */
  | { readonly ask: "get-state"; readonly env: number }
  /** With the state. */
  | { readonly ask: "set-state"; readonly env: number }
  /** With variables and goal → the distance; the first criterion where the name is null. */
  | { readonly ask: "judge"; readonly env: number; readonly criterion: string | null }
  /** With variables of start and goal. */
  | { readonly ask: "stratum"; readonly env: number; readonly stratum: string }
  /** Makes policy number `policy`. */
  | {
    readonly ask: "make-policy";
    readonly policy: number;
    readonly component: string;
    readonly options: Options;
    readonly spec: PackedSpec;
  }
  /** With the generator's state, and where there is a goal its variables and streams. */
  | {
    readonly ask: "begin";
    readonly policy: number;
    readonly slot: number;
    readonly rng: string;
    readonly goal: readonly string[] | null;
  }
  /** With variables, state and streams of each turn → an action each. */
  | {
    readonly ask: "act";
    readonly policy: number;
    readonly streams: readonly string[];
    readonly turns: readonly { readonly slot: number; readonly step: number }[];
  };
