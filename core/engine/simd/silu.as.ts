import { C1, C2, C3, C4, C5, exp2x4, LEAST, LOG2_E, ROUND } from "./exp.as";
import { bytes, steady, vectors } from "./lanes.as";

/** σ + y·(1 − σ), the derivative of y = x·σ(x). */
@inline
function derivativeAt(y: v128, gate: v128, one: v128): v128 {
  return f32x4.add(gate, f32x4.mul(y, f32x4.sub(one, gate)));
}

/** Rows of y = z·σ(z) with z = x + bias, and their derivative by z; the parameters are those of `gelu`. */
export function silu(x: usize, bias: usize, y: usize, derivative: usize, rows: i32, width: i32): void {
  const nothing = <i32> x & 3;
  const least = steady(LEAST, nothing);
  const round = steady(ROUND, nothing);
  const c1 = steady(C1, nothing);
  const c2 = steady(C2, nothing);
  const c3 = steady(C3, nothing);
  const c4 = steady(C4, nothing);
  const c5 = steady(C5, nothing);
  const one = steady(1.0, nothing);
  const fall = steady(-LOG2_E, nothing);
  const most = steady(-LEAST, nothing);
  const whole = vectors(width);
  const all = bytes(width);
  for (let row = 0; row < rows; row++, x += all, y += all) {
    let i: usize = 0;
    for (; i < whole; i += 16) {
      let z = v128.load(x + i);
      if (bias != 0) z = f32x4.add(z, v128.load(bias + i));
      const e = exp2x4(f32x4.pmin(f32x4.mul(z, fall), most), least, round, c1, c2, c3, c4, c5, one);
      const gate = f32x4.div(one, f32x4.add(e, one));
      const value = f32x4.mul(z, gate);
      v128.store(y + i, value);
      if (derivative != 0) v128.store(derivative + i, derivativeAt(value, gate, one));
    }
    for (; i < all; i += 4) {
      let z = v128.load32_splat(x + i);
      if (bias != 0) z = f32x4.add(z, v128.load32_splat(bias + i));
      const e = exp2x4(f32x4.pmin(f32x4.mul(z, fall), most), least, round, c1, c2, c3, c4, c5, one);
      const gate = f32x4.div(one, f32x4.add(e, one));
      const value = f32x4.mul(z, gate);
      v128.store32_lane(y + i, value, 0);
      if (derivative != 0) v128.store32_lane(derivative + i, derivativeAt(value, gate, one), 0);
    }
    if (derivative != 0) derivative += all;
  }
}
