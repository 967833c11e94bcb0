import { bytes, vectors } from "./lanes.as";

/**
 * A step of AdamW on `count` weights p with moments m and v: m = β₁m + g·c·(1 − β₁), v = β₂v + (g·c)²·(1 − β₂),
 * p = p·shrink − rate·m/(√v + ε), where c is what clipping leaves of the gradient g.
 */
export function adamW(
  p: usize,
  m: usize,
  v: usize,
  g: usize,
  clip: usize,
  nextP: usize,
  nextM: usize,
  nextV: usize,
  count: i32,
  beta1: f32,
  beta2: f32,
  gain1: f32,
  gain2: f32,
  shrink: f32,
  rate: f32,
  epsilon: f32,
): void {
  const c = load<f32>(clip);
  const firstGain = gain1 * c;
  const secondGain = gain2 * c * c;
  const whole = vectors(count);
  const all = bytes(count);
  const b1 = f32x4.splat(beta1);
  const b2 = f32x4.splat(beta2);
  const g1 = f32x4.splat(firstGain);
  const g2 = f32x4.splat(secondGain);
  const keep = f32x4.splat(shrink);
  const pace = f32x4.splat(rate);
  const least = f32x4.splat(epsilon);
  let i: usize = 0;
  for (; i < whole; i += 16) {
    const clipped = v128.load(g + i);
    const first = f32x4.add(f32x4.mul(v128.load(m + i), b1), f32x4.mul(clipped, g1));
    const second = f32x4.add(f32x4.mul(v128.load(v + i), b2), f32x4.mul(f32x4.mul(clipped, clipped), g2));
    v128.store(nextM + i, first);
    v128.store(nextV + i, second);
    const step = f32x4.mul(f32x4.div(first, f32x4.add(f32x4.sqrt(second), least)), pace);
    v128.store(nextP + i, f32x4.sub(f32x4.mul(v128.load(p + i), keep), step));
  }
  for (; i < all; i += 4) {
    const clipped = load<f32>(g + i);
    const first = load<f32>(m + i) * beta1 + clipped * firstGain;
    const second = load<f32>(v + i) * beta2 + clipped * clipped * secondGain;
    store<f32>(nextM + i, first);
    store<f32>(nextV + i, second);
    store<f32>(nextP + i, load<f32>(p + i) * shrink - first / (sqrt<f32>(second) + epsilon) * rate);
  }
}
