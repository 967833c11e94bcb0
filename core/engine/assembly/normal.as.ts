/**
 * The normal distribution function Φ of four floats, given e = exp(−x²/2): 7.1.26 of Abramowitz and Stegun's handbook
 * (1964) for the error function; absolute error below 1e-7.
 */

export function normal4(x: v128, e: v128): v128 {
  const z = f32x4.mul(f32x4.abs(x), f32x4.splat(0.70710678118654752));
  const t = f32x4.div(f32x4.splat(1.0), f32x4.add(f32x4.mul(z, f32x4.splat(0.3275911)), f32x4.splat(1.0)));
  let p = f32x4.splat(1.061405429);
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(-1.453152027));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(1.421413741));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(-0.284496736));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(0.254829592));
  // 1 − Φ(|x|), which keeps its digits in the tail.
  const tail = f32x4.mul(f32x4.splat(0.5), f32x4.mul(f32x4.mul(p, t), e));
  return v128.bitselect(f32x4.sub(f32x4.splat(1.0), tail), tail, f32x4.ge(x, f32x4.splat(0.0)));
}
