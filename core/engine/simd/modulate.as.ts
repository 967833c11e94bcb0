import { bytes, vectors } from "./lanes.as";

/** y = x·(scale + offset) + shift, `count` floats. */
export function modulate(x: usize, scale: usize, shift: usize, y: usize, count: i32, offset: f32): void {
  const end = x + vectors(count);
  const last = x + bytes(count);
  const offset4 = f32x4.splat(offset);
  for (; x < end; x += 16, scale += 16, shift += 16, y += 16) {
    const factor = f32x4.add(v128.load(scale), offset4);
    v128.store(y, f32x4.add(f32x4.mul(v128.load(x), factor), v128.load(shift)));
  }
  for (; x < last; x += 4, scale += 4, shift += 4, y += 4) {
    store<f32>(y, load<f32>(x) * (load<f32>(scale) + offset) + load<f32>(shift));
  }
}

/** Gradients of {@linkcode modulate}: dx = dy·(scale + offset), dScale = dy·x; that of the shift is dy. */
export function modulateGradient(
  dy: usize,
  x: usize,
  scale: usize,
  dx: usize,
  dScale: usize,
  count: i32,
  offset: f32,
): void {
  const end = dy + vectors(count);
  const last = dy + bytes(count);
  const offset4 = f32x4.splat(offset);
  for (; dy < end; dy += 16, x += 16, scale += 16, dx += 16, dScale += 16) {
    const d = v128.load(dy);
    v128.store(dx, f32x4.mul(d, f32x4.add(v128.load(scale), offset4)));
    v128.store(dScale, f32x4.mul(d, v128.load(x)));
  }
  for (; dy < last; dy += 4, x += 4, scale += 4, dx += 4, dScale += 4) {
    const d = load<f32>(dy);
    store<f32>(dx, d * (load<f32>(scale) + offset));
    store<f32>(dScale, d * load<f32>(x));
  }
}

/** y = x·factor + shift, `count` floats. */
export function scaleShift(x: usize, y: usize, count: i32, factor: f32, shift: f32): void {
  const end = x + vectors(count);
  const last = x + bytes(count);
  const factor4 = f32x4.splat(factor);
  const shift4 = f32x4.splat(shift);
  for (; x < end; x += 16, y += 16) v128.store(y, f32x4.add(f32x4.mul(v128.load(x), factor4), shift4));
  for (; x < last; x += 4, y += 4) store<f32>(y, load<f32>(x) * factor + shift);
}
