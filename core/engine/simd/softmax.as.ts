import { C1, C2, C3, C4, C5, exp2x4, LEAST, LOG2_E, ROUND } from "./exp.as";
import { bytes, steady, sumLanes, vectors } from "./lanes.as";

/**
 * Softmax of rows of `scores`·factor + mask.
 *
 * @param mask `[period, width]`, repeated over the rows; 0 for none.
 */
export function softmaxRows(
  scores: usize,
  mask: usize,
  weights: usize,
  rows: i32,
  width: i32,
  period: i32,
  factor: f32,
): void {
  const nothing = <i32> scores & 3;
  const least = steady(LEAST, nothing);
  const round = steady(ROUND, nothing);
  const c1 = steady(C1, nothing);
  const c2 = steady(C2, nothing);
  const c3 = steady(C3, nothing);
  const c4 = steady(C4, nothing);
  const c5 = steady(C5, nothing);
  const one = steady(1.0, nothing);
  const rise = steady(LOG2_E, nothing);
  const whole = vectors(width);
  const all = bytes(width);
  const f4 = f32x4.splat(factor);
  for (let row = 0; row < rows; row++, scores += all, weights += all) {
    const added = mask == 0 ? 0 : mask + bytes((row % period) * width);
    let highest: f32 = -Infinity;
    let most = f32x4.splat(-Infinity);
    let i: usize = 0;
    for (; i < whole; i += 16) {
      let x = f32x4.mul(v128.load(scores + i), f4);
      if (added != 0) x = f32x4.add(x, v128.load(added + i));
      v128.store(weights + i, x);
      most = f32x4.pmax(most, x);
    }
    for (; i < all; i += 4) {
      let x = load<f32>(scores + i) * factor;
      if (added != 0) x += load<f32>(added + i);
      store<f32>(weights + i, x);
      highest = max(highest, x);
    }
    highest = max(highest, max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)));
    highest = max(highest, max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)));
    const high4 = f32x4.splat(highest);
    let sums = f32x4.splat(0);
    for (i = 0; i < whole; i += 16) {
      const e = exp2x4(f32x4.mul(f32x4.sub(v128.load(weights + i), high4), rise), least, round, c1, c2, c3, c4, c5, one);
      v128.store(weights + i, e);
      sums = f32x4.add(sums, e);
    }
    let sum = sumLanes(sums);
    for (; i < all; i += 4) {
      const below = f32x4.sub(v128.load32_splat(weights + i), high4);
      const e = f32x4.extract_lane(exp2x4(f32x4.mul(below, rise), least, round, c1, c2, c3, c4, c5, one), 0);
      store<f32>(weights + i, e);
      sum += e;
    }
    const reciprocal: f32 = <f32> 1.0 / sum;
    const reciprocal4 = f32x4.splat(reciprocal);
    for (i = 0; i < whole; i += 16) v128.store(weights + i, f32x4.mul(v128.load(weights + i), reciprocal4));
    for (; i < all; i += 4) store<f32>(weights + i, load<f32>(weights + i) * reciprocal);
  }
}

/** Gradient of the scores from that of the weights: factor·weights·(dWeights − Σ weights·dWeights). */
export function softmaxRowsGradient(
  weights: usize,
  dWeights: usize,
  dScores: usize,
  rows: i32,
  width: i32,
  factor: f32,
): void {
  const whole = vectors(width);
  const all = bytes(width);
  const f4 = f32x4.splat(factor);
  for (let row = 0; row < rows; row++, weights += all, dWeights += all, dScores += all) {
    let sums = f32x4.splat(0);
    let i: usize = 0;
    for (; i < whole; i += 16) {
      sums = f32x4.add(sums, f32x4.mul(v128.load(weights + i), v128.load(dWeights + i)));
    }
    let projection = sumLanes(sums);
    for (; i < all; i += 4) projection += load<f32>(weights + i) * load<f32>(dWeights + i);
    const projection4 = f32x4.splat(projection);
    for (i = 0; i < whole; i += 16) {
      const part = f32x4.mul(v128.load(weights + i), f32x4.sub(v128.load(dWeights + i), projection4));
      v128.store(dScores + i, f32x4.mul(part, f4));
    }
    for (; i < all; i += 4) {
      store<f32>(dScores + i, load<f32>(weights + i) * (load<f32>(dWeights + i) - projection) * factor);
    }
  }
}
