/** Constants of 7.1.26 in Abramowitz and Stegun's handbook (1964): of 1/(1 + P·|x|), and halved ones of the polynomial. */
export const P: f32 = 0.3275911 * 0.70710678118654752;
export const Q1: f32 = 0.254829592 / 2;
export const Q2: f32 = -0.284496736 / 2;
export const Q3: f32 = 1.421413741 / 2;
export const Q4: f32 = -1.453152027 / 2;
export const Q5: f32 = 1.061405429 / 2;

/**
 * The normal distribution function Φ of four floats, given e = exp(−x²/2); absolute error below 3e-7, rounding included. The other
 * parameters are the constants of their names.
 */
@inline
export function normal4(
  x: v128,
  e: v128,
  p: v128,
  q1: v128,
  q2: v128,
  q3: v128,
  q4: v128,
  q5: v128,
  one: v128,
): v128 {
  const t = f32x4.div(one, f32x4.add(f32x4.mul(f32x4.abs(x), p), one));
  let q = f32x4.add(f32x4.mul(q5, t), q4);
  q = f32x4.add(f32x4.mul(q, t), q3);
  q = f32x4.add(f32x4.mul(q, t), q2);
  q = f32x4.add(f32x4.mul(q, t), q1);
  // 1 − Φ(|x|), which keeps its digits in the tail.
  const tail = f32x4.mul(f32x4.mul(q, t), e);
  return v128.bitselect(f32x4.sub(one, tail), tail, f32x4.ge(x, f32x4.splat(0)));
}
