import type { ConvGeometry } from "./conv_geometry.ts";

/** Runs of at least as many floats are copied by the engine's own block copy. */
const LONG_RUN = 96;

function copy(heap: Float32Array, from: number, count: number, to: number): void {
  if (count >= LONG_RUN) heap.copyWithin(to, from, from + count);
  else for (let i = 0; i < count; i++) heap[to + i] = heap[from + i];
}

function add(heap: Float32Array, from: number, count: number, to: number): void {
  for (let i = 0; i < count; i++) heap[to + i] += heap[from + i];
}

function zero(heap: Float32Array, to: number, count: number): void {
  if (count >= LONG_RUN) heap.fill(0, to, to + count);
  else for (let i = 0; i < count; i++) heap[to + i] = 0;
}

/** Called for each run of a patch: `pixel` is an index into the images, −1 for padding. */
type Visit = (column: number, count: number, pixel: number) => void;

/** Walks one row of one patch. */
function visitPatchRow(g: ConvGeometry, row: number, x: number, column: number, visit: Visit): void {
  const { filterWidth: taps, inChannels: c, dilationWidth: step, inWidth } = g;
  if (row < 0) return visit(column, taps * c, -1);
  if (step === 1) {
    const first = Math.min(taps, Math.max(0, -x));
    const end = Math.max(first, Math.min(taps, inWidth - x));
    if (first > 0) visit(column, first * c, -1);
    if (end > first) visit(column + first * c, (end - first) * c, (row + x + first) * c);
    if (end < taps) visit(column + end * c, (taps - end) * c, -1);
    return;
  }
  for (let tap = 0; tap < taps; tap++, column += c, x += step) {
    visit(column, c, x >= 0 && x < inWidth ? (row + x) * c : -1);
  }
}

/** Walks the patches of some rows of results, in the order of the columns. */
function visitPatches(g: ConvGeometry, fromRow: number, toRow: number, visit: Visit): void {
  const runLength = g.filterWidth * g.inChannels;
  let column = 0;
  for (let outRow = fromRow; outRow < toRow; outRow++) {
    const image = Math.floor(outRow / g.outHeight);
    const top = (outRow - image * g.outHeight) * g.strideHeight - g.padTop;
    for (let outX = 0; outX < g.outWidth; outX++) {
      const left = outX * g.strideWidth - g.padLeft;
      for (let tap = 0; tap < g.filterHeight; tap++, column += runLength) {
        const y = top + tap * g.dilationHeight;
        const row = y < 0 || y >= g.inHeight ? -1 : (image * g.inHeight + y) * g.inWidth;
        visitPatchRow(g, row, left, column, visit);
      }
    }
  }
}

/**
 * Lays out patches as the rows of a matrix: a convolution becomes a product with the filter.
 *
 * @param heap Holds images and columns.
 * @param g The convolution.
 * @param images Index of the first float of `[n, h, w, c]`.
 * @param columns Index of the first float of `[(toRow − fromRow)·outWidth, kh·kw·c]`.
 * @param fromRow First row of results, counted over all images.
 * @param toRow Row after the last.
 */
export function imagesToColumns(
  heap: Float32Array,
  g: ConvGeometry,
  images: number,
  columns: number,
  fromRow: number,
  toRow: number,
): void {
  visitPatches(g, fromRow, toRow, (column, count, pixel) => {
    if (pixel < 0) zero(heap, columns + column, count);
    else copy(heap, images + pixel, count, columns + column);
  });
}

/** The transpose of {@linkcode imagesToColumns}: adds each column entry to the pixel that it came from. */
export function columnsToImages(
  heap: Float32Array,
  g: ConvGeometry,
  images: number,
  columns: number,
  fromRow: number,
  toRow: number,
): void {
  visitPatches(g, fromRow, toRow, (column, count, pixel) => {
    if (pixel >= 0) add(heap, columns + column, count, images + pixel);
  });
}
