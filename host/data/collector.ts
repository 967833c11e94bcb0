import type { EpisodeRows } from "./episode_rows.ts";

/** Who makes episodes of a collection, each by its number: the same number gives the same bytes. */
export interface Collector {
  /** How many episodes it may be asked for before the first of them is there. */
  readonly queue: number;
  /** Makes an episode. Rejects with what world or policy throw. */
  collect(index: number): Promise<EpisodeRows>;
}
