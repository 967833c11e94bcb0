/** 2/π, and π/2 in three parts of which the first two have few digits, so that whole multiples of them are exact. */
export const TURNS: f32 = 0.6366197723675814;
export const QUARTER1: f32 = 1.5703125;
export const QUARTER2: f32 = 4.837512969970703e-4;
export const QUARTER3: f32 = 7.549789948768648e-8;

/** What is left of four angles after whole quarters of a turn; `quarters` is their number as a float. */
@inline
export function remainder4(angle: v128, quarters: v128): v128 {
  let r = f32x4.sub(angle, f32x4.mul(quarters, f32x4.splat(QUARTER1)));
  r = f32x4.sub(r, f32x4.mul(quarters, f32x4.splat(QUARTER2)));
  return f32x4.sub(r, f32x4.mul(quarters, f32x4.splat(QUARTER3)));
}

/** Sine of four angles in ±π/4, by Cephes' polynomial. */
@inline
export function nearSine4(r: v128): v128 {
  const z = f32x4.mul(r, r);
  let p = f32x4.add(f32x4.mul(z, f32x4.splat(-1.9515295891e-4)), f32x4.splat(8.3321608736e-3));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-1.6666654611e-1));
  return f32x4.add(f32x4.mul(f32x4.mul(p, z), r), r);
}

/** Cosine of four angles in ±π/4, by Cephes' polynomial. */
@inline
export function nearCosine4(r: v128): v128 {
  const z = f32x4.mul(r, r);
  let p = f32x4.add(f32x4.mul(z, f32x4.splat(2.443315711809948e-5)), f32x4.splat(-1.388731625493765e-3));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(4.166664568298827e-2));
  const bent = f32x4.sub(f32x4.splat(1), f32x4.mul(z, f32x4.splat(0.5)));
  return f32x4.add(f32x4.mul(f32x4.mul(p, z), z), bent);
}

/** The sign bit where the second half of a turn has begun. */
@inline
function signBit(quarters: v128): v128 {
  return v128.and(i32x4.shl(quarters, 30), i32x4.splat(1 << 31));
}

/** Sine of four angles from the sine and cosine of what is left after whole quarters. */
@inline
export function turnedSine4(sine: v128, cosine: v128, quarters: v128): v128 {
  const odd = i32x4.eq(v128.and(quarters, i32x4.splat(1)), i32x4.splat(1));
  return v128.xor(v128.bitselect(cosine, sine, odd), signBit(quarters));
}
