import { InputError } from "../errors.ts";
import type { ColumnData, ColumnSpec, EpisodeSource } from "../types.ts";
import { checkRows } from "./check_rows.ts";

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
