import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import type { ColumnSpec, EpisodeSource } from "../types.ts";

/**
 * The column that a read asks for. Throws {@linkcode InputError} for an unknown column, an unknown episode or
 * rows that the episode does not have.
 */
export function checkRows(
  { lengths, columns }: Pick<EpisodeSource, "lengths" | "columns">,
  episode: number,
  column: string,
  start: number,
  count: number,
): ColumnSpec {
  const found = columns.find(({ name }) => name === column);
  if (!found) {
    const names = columns.map(({ name }) => name);
    throw new InputError(`Cannot read column "${column}": ${suggestion(column, names)}`);
  }
  if (!Number.isInteger(episode) || episode < 0 || episode >= lengths.length) {
    throw new InputError(
      `Cannot read episode ${episode} of "${column}": there are ${lengths.length} episodes, expected one of them`,
    );
  }
  const rows = lengths[episode];
  if (
    !Number.isInteger(start) || !Number.isInteger(count) || start < 0 || count < 0 || start + count > rows
  ) {
    throw new InputError(
      `Cannot read rows ${start} to ${
        start + count
      } of "${column}" in episode ${episode}: it has ${rows} rows, expected rows within them`,
    );
  }
  return found;
}
