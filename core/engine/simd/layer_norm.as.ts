import { bytes, sumLanes, vectors } from "./lanes.as";

@inline
function meanOf(row: usize, width: i32): f32 {
  const end = row + vectors(width);
  const last = row + bytes(width);
  let sums = f32x4.splat(0);
  let p = row;
  for (; p < end; p += 16) sums = f32x4.add(sums, v128.load(p));
  let sum = sumLanes(sums);
  for (; p < last; p += 4) sum += load<f32>(p);
  return sum / <f32> width;
}

@inline
function varianceOf(row: usize, mean: f32, width: i32): f32 {
  const end = row + vectors(width);
  const last = row + bytes(width);
  const m = f32x4.splat(mean);
  let sums = f32x4.splat(0);
  let p = row;
  for (; p < end; p += 16) {
    const centred = f32x4.sub(v128.load(p), m);
    sums = f32x4.add(sums, f32x4.mul(centred, centred));
  }
  let sum = sumLanes(sums);
  for (; p < last; p += 4) {
    const centred = load<f32>(p) - mean;
    sum += centred * centred;
  }
  return sum / <f32> width;
}

/**
 * Rows with mean 0 and variance 1, times weight, plus bias.
 *
 * @param xHat Standardised rows, kept for the gradient.
 * @param scale One over the standard deviation of each row, kept for the gradient.
 */
export function layerNorm(
  x: usize,
  weight: usize,
  bias: usize,
  xHat: usize,
  scale: usize,
  y: usize,
  rows: i32,
  width: i32,
  epsilon: f32,
): void {
  for (let row = 0; row < rows; row++) {
    const mean = meanOf(x, width);
    const s: f32 = 1.0 / sqrt<f32>(varianceOf(x, mean, width) + epsilon);
    store<f32>(scale + bytes(row), s);
    const m4 = f32x4.splat(mean);
    const s4 = f32x4.splat(s);
    const end = x + vectors(width);
    const last = x + bytes(width);
    let w = weight;
    let b = bias;
    for (; x < end; x += 16, xHat += 16, y += 16, w += 16, b += 16) {
      const u = f32x4.mul(f32x4.sub(v128.load(x), m4), s4);
      v128.store(xHat, u);
      v128.store(y, f32x4.add(f32x4.mul(u, v128.load(w)), v128.load(b)));
    }
    for (; x < last; x += 4, xHat += 4, y += 4, w += 4, b += 4) {
      const u = (load<f32>(x) - mean) * s;
      store<f32>(xHat, u);
      store<f32>(y, u * load<f32>(w) + load<f32>(b));
    }
  }
}

/** Gradients of {@linkcode layerNorm}; those of weight and bias are added to what is there. */
export function layerNormGradient(
  dy: usize,
  xHat: usize,
  scale: usize,
  weight: usize,
  dx: usize,
  dWeight: usize,
  dBias: usize,
  rows: i32,
  width: i32,
): void {
  const whole = vectors(width);
  const all = bytes(width);
  for (let row = 0; row < rows; row++, dy += all, xHat += all, dx += all) {
    let sums = f32x4.splat(0);
    let projections = f32x4.splat(0);
    let i: usize = 0;
    for (; i < whole; i += 16) {
      const d = v128.load(dy + i);
      const u = v128.load(xHat + i);
      const part = f32x4.mul(d, u);
      const dxHat = f32x4.mul(d, v128.load(weight + i));
      sums = f32x4.add(sums, dxHat);
      projections = f32x4.add(projections, f32x4.mul(dxHat, u));
      v128.store(dWeight + i, f32x4.add(v128.load(dWeight + i), part));
      v128.store(dBias + i, f32x4.add(v128.load(dBias + i), d));
    }
    let dSum = sumLanes(sums);
    let projectionSum = sumLanes(projections);
    for (; i < all; i += 4) {
      const d = load<f32>(dy + i);
      const u = load<f32>(xHat + i);
      const dxHat = d * load<f32>(weight + i);
      dSum += dxHat;
      projectionSum += dxHat * u;
      store<f32>(dWeight + i, load<f32>(dWeight + i) + d * u);
      store<f32>(dBias + i, load<f32>(dBias + i) + d);
    }
    const s = load<f32>(scale + bytes(row));
    const dMean = dSum / <f32> width;
    const projectionMean = projectionSum / <f32> width;
    const s4 = f32x4.splat(s);
    const dMean4 = f32x4.splat(dMean);
    const projectionMean4 = f32x4.splat(projectionMean);
    for (i = 0; i < whole; i += 16) {
      const dxHat = f32x4.mul(v128.load(dy + i), v128.load(weight + i));
      const out = f32x4.add(dMean4, f32x4.mul(v128.load(xHat + i), projectionMean4));
      v128.store(dx + i, f32x4.mul(f32x4.sub(dxHat, out), s4));
    }
    for (; i < all; i += 4) {
      const dxHat = load<f32>(dy + i) * load<f32>(weight + i);
      store<f32>(dx + i, (dxHat - dMean - load<f32>(xHat + i) * projectionMean) * s);
    }
  }
}
