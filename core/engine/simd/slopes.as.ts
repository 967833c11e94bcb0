import { bytes, vectors } from "./lanes.as";

/** Rows that are summed before their sum is added to the others', so that long sums keep their digits. */
const BLOCK: i32 = 512;

/** Adds a block's sums to the totals and clears them. */
@inline
function settle(sums: usize, totals: usize, width: i32): void {
  const end = sums + vectors(width);
  const last = sums + bytes(width);
  for (; sums < end; sums += 16, totals += 16) {
    v128.store(totals, f32x4.add(v128.load(totals), v128.load(sums)));
    v128.store(sums, f32x4.splat(0));
  }
  for (; sums < last; sums += 4, totals += 4) {
    store<f32>(totals, load<f32>(totals) + load<f32>(sums));
    store<f32>(sums, 0);
  }
}

/**
 * Adds the sum over all rows to the totals.
 *
 * @param sums Scratch for one row.
 */
export function addRows(x: usize, sums: usize, totals: usize, rows: i32, width: i32): void {
  const whole = vectors(width);
  const all = bytes(width);
  memory.fill(sums, 0, all);
  for (let row = 0; row < rows; row++, x += all) {
    let i: usize = 0;
    for (; i < whole; i += 16) v128.store(sums + i, f32x4.add(v128.load(sums + i), v128.load(x + i)));
    for (; i < all; i += 4) store<f32>(sums + i, load<f32>(sums + i) + load<f32>(x + i));
    if ((row + 1) % BLOCK == 0) settle(sums, totals, width);
  }
  settle(sums, totals, width);
}

/**
 * The gradient before an activation, dz = dy·derivative, and its sum over the rows added to the totals.
 *
 * @param rectify Whether `derivative` holds the values of a rectifier, whose derivative is 1 where they are positive, else 0.
 * @param sums Scratch for one row; 0 to leave sums out.
 */
export function slopeRows(
  rectify: bool,
  dy: usize,
  derivative: usize,
  dz: usize,
  sums: usize,
  totals: usize,
  rows: i32,
  width: i32,
): void {
  const whole = vectors(width);
  const all = bytes(width);
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  if (sums != 0) memory.fill(sums, 0, all);
  for (let row = 0; row < rows; row++, dy += all, derivative += all, dz += all) {
    let i: usize = 0;
    for (; i < whole; i += 16) {
      let s = v128.load(derivative + i);
      if (rectify) s = v128.and(one, f32x4.gt(s, zero));
      const d = f32x4.mul(v128.load(dy + i), s);
      v128.store(dz + i, d);
      if (sums != 0) v128.store(sums + i, f32x4.add(v128.load(sums + i), d));
    }
    for (; i < all; i += 4) {
      let s = load<f32>(derivative + i);
      if (rectify) s = s > 0 ? 1 : 0;
      const d = load<f32>(dy + i) * s;
      store<f32>(dz + i, d);
      if (sums != 0) store<f32>(sums + i, load<f32>(sums + i) + d);
    }
    if (sums != 0 && (row + 1) % BLOCK == 0) settle(sums, totals, width);
  }
  if (sums != 0) settle(sums, totals, width);
}
