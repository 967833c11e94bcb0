import { C1, C2, C3, C4, C5, exp2x4, LEAST, LOG2_E, ROUND } from "./exp.as";
import { bytes, steady, vectors } from "./lanes.as";
import { normal4, P, Q1, Q2, Q3, Q4, Q5 } from "./normal.as";

/**
 * Rows of y = z·Φ(z) with z = x + bias, and their derivative by z.
 *
 * @param bias One row; 0 for none.
 * @param y May be `x`.
 * @param derivative Derivatives; 0 to leave them out.
 */
export function gelu(x: usize, bias: usize, y: usize, derivative: usize, rows: i32, width: i32): void {
  const nothing = <i32> x & 3;
  const least = steady(LEAST, nothing);
  const round = steady(ROUND, nothing);
  const c1 = steady(C1, nothing);
  const c2 = steady(C2, nothing);
  const c3 = steady(C3, nothing);
  const c4 = steady(C4, nothing);
  const c5 = steady(C5, nothing);
  const one = steady(1.0, nothing);
  const p = steady(P, nothing);
  const q1 = steady(Q1, nothing);
  const q2 = steady(Q2, nothing);
  const q3 = steady(Q3, nothing);
  const q4 = steady(Q4, nothing);
  const q5 = steady(Q5, nothing);
  const fall = steady(LOG2_E / -2, nothing);
  const density = steady(0.3989422804014327, nothing); // 1/√(2π)
  const whole = vectors(width);
  const all = bytes(width);
  for (let row = 0; row < rows; row++, x += all, y += all) {
    let i: usize = 0;
    for (; i < whole; i += 16) {
      let z = v128.load(x + i);
      if (bias != 0) z = f32x4.add(z, v128.load(bias + i));
      const e = exp2x4(f32x4.mul(f32x4.mul(z, z), fall), least, round, c1, c2, c3, c4, c5, one);
      const probability = normal4(z, e, p, q1, q2, q3, q4, q5, one);
      v128.store(y + i, f32x4.mul(z, probability));
      if (derivative != 0) v128.store(derivative + i, f32x4.add(probability, f32x4.mul(f32x4.mul(z, e), density)));
    }
    for (; i < all; i += 4) {
      let z = v128.load32_splat(x + i);
      if (bias != 0) z = f32x4.add(z, v128.load32_splat(bias + i));
      const e = exp2x4(f32x4.mul(f32x4.mul(z, z), fall), least, round, c1, c2, c3, c4, c5, one);
      const probability = normal4(z, e, p, q1, q2, q3, q4, q5, one);
      v128.store32_lane(y + i, f32x4.mul(z, probability), 0);
      if (derivative != 0) v128.store32_lane(derivative + i, f32x4.add(probability, f32x4.mul(f32x4.mul(z, e), density)), 0);
    }
    if (derivative != 0) derivative += all;
  }
}
