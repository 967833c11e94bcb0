import { exp4 } from "./exp.as";
import { bytes, vectors } from "./lanes.as";
import { normal4 } from "./normal.as";


function bell(x: v128): v128 {
  return exp4(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)));
}


function valueAt(x: v128): v128 {
  return f32x4.mul(x, normal4(x, bell(x)));
}


function slopeAt(x: v128): v128 {
  const e = bell(x);
  const density = f32x4.mul(e, f32x4.splat(0.3989422804014327)); // 1/√(2π)
  return f32x4.add(normal4(x, e), f32x4.mul(x, density));
}

/** y = x·Φ(x), `count` floats. */
export function gelu(x: usize, y: usize, count: i32): void {
  const end = x + vectors(count);
  const last = x + bytes(count);
  for (; x < end; x += 16, y += 16) v128.store(y, valueAt(v128.load(x)));
  for (; x < last; x += 4, y += 4) v128.store32_lane(y, valueAt(v128.load32_splat(x)), 0);
}

/** dx = dy·(Φ(x) + x·φ(x)), `count` floats. */
export function geluGradient(x: usize, dy: usize, dx: usize, count: i32): void {
  const end = x + vectors(count);
  const last = x + bytes(count);
  for (; x < end; x += 16, dy += 16, dx += 16) {
    v128.store(dx, f32x4.mul(v128.load(dy), slopeAt(v128.load(x))));
  }
  for (; x < last; x += 4, dy += 4, dx += 4) {
    v128.store32_lane(dx, f32x4.mul(v128.load32_splat(dy), slopeAt(v128.load32_splat(x))), 0);
  }
}
