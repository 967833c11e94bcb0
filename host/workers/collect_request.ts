/**
 * What is said between the thread that collects and those that help it.
 *
 * @module
 */
import type { PluginUse } from "../../core/task/task.ts";
import type { EnvUse, Use } from "../../core/types.ts";
import type { EpisodeRows } from "../data/episode_rows.ts";

/** What episodes are made of, in words that go to another thread. */
export interface EpisodeSource {
  /** The world and its options. */
  readonly env: EnvUse;
  /** Who acts. */
  readonly policy: Use;
  /** Steps after which an episode is cut short. */
  readonly steps: number;
  /** Root seed of worlds and policy. */
  readonly seed: number;
  /** Plugins of the task. */
  readonly plugins: readonly PluginUse[];
  /** What their paths are relative to. */
  readonly base: string;
}

/** What a worker is asked. */
export type CollectRequest =
  | { readonly kind: "open"; readonly source: EpisodeSource }
  | { readonly kind: "collect"; readonly index: number }
  | { readonly kind: "close" };

/** What it answers when all went well: the memory of an episode goes with it. */
export type CollectResponse = EpisodeRows | undefined;
