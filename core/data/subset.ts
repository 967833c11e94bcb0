import { InputError } from "../errors.ts";
import type { EpisodeSource } from "../types.ts";

/**
 * Some episodes of a source, numbered from 0 in the order given. Nothing is copied.
 *
 * @throws {InputError} when the source has no such episode.
 */
export function subset(source: EpisodeSource, episodes: readonly number[]): EpisodeSource {
  const lengths = episodes.map((episode) => {
    const rows = source.lengths[episode];
    if (rows === undefined) {
      throw new InputError(
        `Cannot choose episode ${episode}: there are ${source.lengths.length} episodes, expected one of them`,
      );
    }
    return rows;
  });
  return {
    lengths,
    columns: source.columns,
    // An episode that is not in the subset goes on as NaN, so that the source refuses it.
    read: (episode, column, start, count) => source.read(episodes[episode] ?? NaN, column, start, count),
  };
}
