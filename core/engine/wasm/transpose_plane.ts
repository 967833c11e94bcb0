// By itself: threads that multiply load this and have no need of tfjs.

/** Side of the square that is moved at once, so that both matrices stay in the first cache. */
const TILE = 32;

/**
 * Writes the transpose of a dense matrix of 4-byte elements. Integers, because moving floats may change the
 * bits of a NaN.
 *
 * @param heap Holds both matrices.
 * @param from Index of the first element of the source `[rows, columns]`.
 * @param rows Rows of the source.
 * @param columns Columns of the source.
 * @param to Index of the first element of the result `[columns, rows]`.
 */
export function transposePlane(
  heap: Int32Array,
  from: number,
  rows: number,
  columns: number,
  to: number,
): void {
  for (let row = 0; row < rows; row += TILE) {
    const rowEnd = Math.min(row + TILE, rows);
    for (let column = 0; column < columns; column += TILE) {
      const columnEnd = Math.min(column + TILE, columns);
      for (let j = column; j < columnEnd; j++) {
        for (let i = row, p = from + row * columns + j, q = to + j * rows + row; i < rowEnd; i++) {
          heap[q++] = heap[p];
          p += columns;
        }
      }
    }
  }
}
