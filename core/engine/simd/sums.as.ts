import { bytes, vectors } from "./lanes.as";

/** Sum of a run, in double precision and four parts. */
@inline
function sumRun(from: usize, count: i32): f64 {
  const end = from + vectors(count);
  const last = from + bytes(count);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (; from < end; from += 16) {
    const x = v128.load(from);
    low = f64x2.add(low, f64x2.promote_low_f32x4(x));
    high = f64x2.add(high, f64x2.promote_low_f32x4(i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)));
  }
  const pair = f64x2.add(low, high);
  let sum = f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
  for (; from < last; from += 4) sum += <f64> load<f32>(from);
  return sum;
}

/** `[outer, middle]` → `[outer]`, times `factor`. */
export function sumLast(x: usize, out: usize, outer: i32, middle: i32, factor: f64): void {
  for (let o = 0; o < outer; o++, x += bytes(middle), out += 4) {
    store<f32>(out, <f32> (sumRun(x, middle) * factor));
  }
}

/**
 * `[outer, middle, inner]` → `[outer, inner]`, times `factor`.
 *
 * @param sums Scratch for `inner` doubles.
 */
export function sumMiddle(
  x: usize,
  out: usize,
  sums: usize,
  outer: i32,
  middle: i32,
  inner: i32,
  factor: f64,
): void {
  const whole = vectors(inner);
  const all = bytes(inner);
  for (let o = 0; o < outer; o++, out += all) {
    memory.fill(sums, 0, all << 1);
    for (let row = 0; row < middle; row++, x += all) {
      let i: usize = 0;
      for (; i < whole; i += 16) {
        const values = v128.load(x + i);
        const at = sums + (i << 1);
        v128.store(at, f64x2.add(v128.load(at), f64x2.promote_low_f32x4(values)));
        const upper = i8x16.shuffle(values, values, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
        v128.store(at, f64x2.add(v128.load(at, 16), f64x2.promote_low_f32x4(upper)), 16);
      }
      for (; i < all; i += 4) {
        const at = sums + (i << 1);
        store<f64>(at, load<f64>(at) + <f64> load<f32>(x + i));
      }
    }
    for (let i: usize = 0; i < all; i += 4) {
      store<f32>(out + i, <f32> (load<f64>(sums + (i << 1)) * factor));
    }
  }
}
