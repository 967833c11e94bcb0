/** What a power of e is multiplied with to be one of 2. */
export const LOG2_E: f32 = 1.44269504088896341;

/** Least exponent whose power is a normal float, and the greatest that {@linkcode exp2x4} takes. */
export const LEAST: f32 = -126.0;

/** 1.5·2²³, which leaves whole numbers in the last bits, and the bias of a float's exponent. */
export const ROUND: f32 = 12582912.0 + 127.0;

/** Coefficients of 2ˣ = 1 + C1·x + … + C5·x⁵ on ±½, fitted for the least relative error. */
export const C1: f32 = 0.693146977;
export const C2: f32 = 0.2402224127;
export const C3: f32 = 0.05550734387;
export const C4: f32 = 0.009671565895;
export const C5: f32 = 0.001326465914;

/**
 * 2 to the power of four floats of at most 127; below −126 the result stays at 2⁻¹²⁶. Relative error below 2e-7. What is
 * not a number stays so, as the pseudo-maximum has x in front. The other parameters are the constants of their names.
 */
@inline
export function exp2x4(
  x: v128,
  least: v128,
  round: v128,
  c1: v128,
  c2: v128,
  c3: v128,
  c4: v128,
  c5: v128,
  one: v128,
): v128 {
  const held = f32x4.pmax(x, least);
  const shifted = f32x4.add(held, round);
  const r = f32x4.sub(held, f32x4.sub(shifted, round));
  let p = f32x4.add(f32x4.mul(c5, r), c4);
  p = f32x4.add(f32x4.mul(p, r), c3);
  p = f32x4.add(f32x4.mul(p, r), c2);
  p = f32x4.add(f32x4.mul(p, r), c1);
  p = f32x4.add(f32x4.mul(p, r), one);
  return f32x4.mul(p, i32x4.shl(shifted, 23));
}
