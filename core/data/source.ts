import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import type { ColumnData, ColumnSpec, EpisodeSource } from "../types.ts";

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

const size = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

/** Rows that all columns of an episode agree on. */
function rowsOf(
  columns: readonly ColumnSpec[],
  data: { readonly [column: string]: ColumnData },
  episode: number,
): number {
  const counts = columns.map(({ name, shape }) => (data[name]?.length ?? NaN) / size(shape));
  const [rows] = counts;
  if (!Number.isInteger(rows) || counts.some((count) => count !== rows)) {
    const found = columns.map(({ name }, i) => `${counts[i]} of "${name}"`).join(", ");
    throw new InputError(
      `Cannot hold episode ${episode}: it has rows ${found}, expected as many of each column`,
    );
  }
  return rows;
}

/**
 * Episodes that live in memory: for tests, and for browsers, which have no files. Reads are copies.
 *
 * @throws {InputError} when the columns of an episode differ in rows.
 *
 * @example
 * ```ts
 * import { memorySource } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const source = memorySource([{ name: "action", shape: [1], dtype: "float32" }], [
 *   { action: Float32Array.of(1, 2, NaN) },
 * ]);
 * assert.deepEqual(source.lengths, [3]);
 * assert.deepEqual(source.read(0, "action", 0, 2), Float32Array.of(1, 2));
 * ```
 */
export function memorySource(
  columns: readonly ColumnSpec[],
  episodes: readonly { readonly [column: string]: ColumnData }[],
): EpisodeSource {
  const lengths = episodes.map((data, episode) => rowsOf(columns, data, episode));
  return {
    lengths,
    columns,
    read: (episode, column, start, count) => {
      const { shape } = checkRows({ lengths, columns }, episode, column, start, count);
      const row = size(shape);
      return episodes[episode][column].slice(start * row, (start + count) * row);
    },
  };
}
