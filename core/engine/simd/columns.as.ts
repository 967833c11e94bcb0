import { bytes, vectors } from "./lanes.as";

@inline
function copyRun(to: usize, from: usize, count: i32): void {
  const end = to + vectors(count);
  const last = to + bytes(count);
  for (; to + 48 < end; to += 64, from += 64) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    v128.store(to, v128.load(from, 32), 32);
    v128.store(to, v128.load(from, 48), 48);
  }
  for (; to < end; to += 16, from += 16) v128.store(to, v128.load(from));
  for (; to < last; to += 4, from += 4) store<f32>(to, load<f32>(from));
}

@inline
function zeroRun(to: usize, count: i32): void {
  const end = to + vectors(count);
  const last = to + bytes(count);
  for (; to < end; to += 16) v128.store(to, f32x4.splat(0));
  for (; to < last; to += 4) store<f32>(to, 0);
}

@inline
function addRun(to: usize, from: usize, count: i32): void {
  const end = to + vectors(count);
  const last = to + bytes(count);
  for (; to + 48 < end; to += 64, from += 64) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    v128.store(to, f32x4.add(v128.load(to, 16), v128.load(from, 16)), 16);
    v128.store(to, f32x4.add(v128.load(to, 32), v128.load(from, 32)), 32);
    v128.store(to, f32x4.add(v128.load(to, 48), v128.load(from, 48)), 48);
  }
  for (; to < end; to += 16, from += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  for (; to < last; to += 4, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from));
}

/** One row of one patch: `count` taps from `x`, `step` apart; `row` is the first float of the image's row, 0 for none. */
@inline
function patchRow(
  gather: bool,
  column: usize,
  row: usize,
  x: i32,
  taps: i32,
  step: i32,
  inWidth: i32,
  channels: i32,
): void {
  if (row == 0) {
    if (gather) zeroRun(column, taps * channels);
    return;
  }
  if (step == 1) {
    const first = min(taps, max(0, -x));
    const end = max(first, min(taps, inWidth - x));
    const inside = column + bytes(first * channels);
    const pixel = row + bytes((x + first) * channels);
    if (gather) {
      zeroRun(column, first * channels);
      copyRun(inside, pixel, (end - first) * channels);
      zeroRun(column + bytes(end * channels), (taps - end) * channels);
    } else addRun(pixel, inside, (end - first) * channels);
    return;
  }
  for (let tap = 0; tap < taps; tap++, x += step, column += bytes(channels)) {
    if (x < 0 || x >= inWidth) {
      if (gather) zeroRun(column, channels);
    } else if (gather) copyRun(column, row + bytes(x * channels), channels);
    else addRun(row + bytes(x * channels), column, channels);
  }
}

/** One row of each of `count` neighbouring patches that do not leave the image. */
@inline
function patchRows(
  gather: bool,
  column: usize,
  pixel: usize,
  count: i32,
  floats: i32,
  columnStep: usize,
  pixelStep: usize,
): void {
  if (gather && floats == 12) { // four taps of three colours: what every encoder begins with
    for (let i = 0; i < count; i++, column += columnStep, pixel += pixelStep) {
      v128.store(column, v128.load(pixel));
      v128.store(column, v128.load(pixel, 16), 16);
      v128.store(column, v128.load(pixel, 32), 32);
    }
    return;
  }
  for (let i = 0; i < count; i++, column += columnStep, pixel += pixelStep) {
    if (gather) copyRun(column, pixel, floats);
    else addRun(pixel, column, floats);
  }
}

/**
 * Patches as the rows of a matrix, so that a convolution is a product with the filter; or, without `gather`, the
 * transpose: each entry of the columns is added to the pixel that it came from.
 *
 * @param images `[n, h, w, c]`.
 * @param columns `[(toRow − fromRow)·outWidth, kh·kw·c]`; rows of results are counted over all images.
 */
export function moveColumns(
  gather: bool,
  images: usize,
  columns: usize,
  fromRow: i32,
  toRow: i32,
  inHeight: i32,
  inWidth: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  padTop: i32,
  padLeft: i32,
  dilationHeight: i32,
  dilationWidth: i32,
): void {
  const floats = filterWidth * channels;
  const run = bytes(floats);
  const patch = run * filterHeight;
  // Patches that leave the image neither at the left nor at the right.
  const room = inWidth + padLeft - filterWidth;
  const dense = dilationWidth == 1 && room >= 0;
  const first = dense ? min(outWidth, (padLeft + strideWidth - 1) / strideWidth) : outWidth;
  const end = dense ? max(first, min(outWidth, room / strideWidth + 1)) : outWidth;
  const step = bytes(strideWidth * channels);
  for (let outRow = fromRow; outRow < toRow; outRow++, columns += patch * outWidth) {
    const image = outRow / outHeight;
    const top = (outRow - image * outHeight) * strideHeight - padTop;
    for (let tap = 0; tap < filterHeight; tap++) {
      const y = top + tap * dilationHeight;
      const row = y < 0 || y >= inHeight
        ? 0
        : images + (<usize> ((image * inHeight + y) * inWidth * channels) << 2);
      let column = columns + run * tap;
      let x = 0;
      const clipped = row == 0 ? outWidth : first;
      for (; x < clipped; x++, column += patch) {
        patchRow(gather, column, row, x * strideWidth - padLeft, filterWidth, dilationWidth, inWidth, channels);
      }
      if (x < end) {
        const pixel = row + bytes((x * strideWidth - padLeft) * channels);
        patchRows(gather, column, pixel, end - x, floats, patch, step);
        column += patch * (end - x);
        x = end;
      }
      for (; x < outWidth; x++, column += patch) {
        patchRow(gather, column, row, x * strideWidth - padLeft, filterWidth, dilationWidth, inWidth, channels);
      }
    }
  }
}
