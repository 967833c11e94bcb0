/**
 * What is said between the thread that collects and its workers. Observations, variables and states go through
 * shared memory.
 *
 * @module
 */
import type { PluginUse } from "../../core/task/task.ts";
import type { Action, EnvSpec, EnvStart, EnvUse, Judgement, StepResult } from "../../core/types.ts";
import type { SlotMemory } from "./slot_memory.ts";

/** A world as a task names it: what a worker needs to make one. */
export interface WorldSource {
  /** The world and its options. */
  readonly env: EnvUse;
  /** Plugins of the task. */
  readonly plugins: readonly PluginUse[];
  /** What their paths are relative to. */
  readonly base: string;
}

/** One entry a slot of the worker; it leaves the others alone. */
export type BySlot<V> = readonly (V | undefined)[];

/** What a worker is asked. */
export type Order =
  | { readonly kind: "open"; readonly source: WorldSource; readonly slots: number }
  | { readonly kind: "share"; readonly memory: SlotMemory }
  | { readonly kind: "start"; readonly starts: BySlot<EnvStart> }
  | { readonly kind: "step"; readonly actions: BySlot<Action> }
  | { readonly kind: "look"; readonly which: readonly boolean[]; readonly streams: readonly string[] }
  | { readonly kind: "judge"; readonly goals: BySlot<Float64Array> }
  | { readonly kind: "close" };

/** What a worker has opened. */
export interface Opened {
  /** Its worlds. */
  readonly spec: EnvSpec;
  /** The success criterion in words. */
  readonly criterion: string | undefined;
  /** Numbers in a world's state. */
  readonly stateSize: number;
}

/** What a worker answers when all went well. */
export type Given = Opened | BySlot<StepResult> | BySlot<Judgement> | undefined;
