import { bytes, vectors } from "./lanes.as";

/** Rows of y = x + bias, or of max(x + bias, 0) where `rectify`; `y` may be `x`, no bias is 0. */
export function biasRows(rectify: bool, x: usize, bias: usize, y: usize, rows: i32, width: i32): void {
  const whole = vectors(width);
  const all = bytes(width);
  const least4 = f32x4.splat(rectify ? 0 : -Infinity);
  const least: f32 = rectify ? 0 : -Infinity;
  for (let row = 0; row < rows; row++, x += all, y += all) {
    let i: usize = 0;
    for (; i < whole; i += 16) {
      let z = v128.load(x + i);
      if (bias != 0) z = f32x4.add(z, v128.load(bias + i));
      v128.store(y + i, f32x4.pmax(z, least4));
    }
    for (; i < all; i += 4) {
      let z = load<f32>(x + i);
      if (bias != 0) z += load<f32>(bias + i);
      store<f32>(y + i, max<f32>(z, least));
    }
  }
}
