import { bytes } from "./lanes.as";
import { nearCosine4, nearSine4, remainder4, turnedSine4, TURNS } from "./sincos.as";

@inline
function lanesAt(single: bool, from: usize): v128 {
  return single ? v128.load32_splat(from) : v128.load(from);
}

@inline
function putLanes(single: bool, to: usize, value: v128): void {
  if (single) v128.store32_lane(to, value, 0);
  else v128.store(to, value);
}

/** Cosine and sine of `count` rows of a column, each as a vector, one after the other. */
@inline
function waves(single: bool, x: usize, to: usize, rows: i32, pitch: usize, step: f32): void {
  for (let row = 0; row < rows; row++, x += pitch, to += 32) {
    const angle = f32x4.mul(lanesAt(single, x), f32x4.splat(step));
    const whole = f32x4.nearest(f32x4.mul(angle, f32x4.splat(TURNS)));
    const quarters = i32x4.trunc_sat_f32x4_s(whole);
    const r = remainder4(angle, whole);
    const sine = nearSine4(r);
    const cosine = nearCosine4(r);
    // A cosine is a sine a quarter of a turn on.
    v128.store(to, turnedSine4(sine, cosine, i32x4.add(quarters, i32x4.splat(1))));
    v128.store(to, turnedSine4(sine, cosine, quarters), 16);
  }
}

/** Adds cos kθ and sin kθ, k = 1, 2, …, over the rows to the sums, by turning on. */
@inline
function sumWaves(turns: usize, sums: usize, rows: i32, knots: i32): void {
  for (let row = 0; row < rows; row++, turns += 32) {
    const c1 = v128.load(turns);
    const s1 = v128.load(turns, 16);
    let c = c1;
    let s = s1;
    let at = sums;
    for (let k = 0; k < knots; k++, at += 32) {
      v128.store(at, f32x4.add(v128.load(at), c));
      v128.store(at, f32x4.add(v128.load(at, 16), s), 16);
      const next = f32x4.sub(f32x4.mul(c, c1), f32x4.mul(s, s1));
      s = f32x4.add(f32x4.mul(s, c1), f32x4.mul(c, s1));
      c = next;
    }
  }
}

/** Sums of the waves to the distance Σ weight·|mean − φ|²; they become what cos kθ and sin kθ weigh in its gradient. */
@inline
function compare(sums: usize, table: usize, rows: i32, knots: i32, step: f32, gain: f32): v128 {
  const reciprocal = f32x4.splat(<f32> 1 / <f32> rows);
  let distance = f32x4.splat(0);
  for (let k = 0; k < knots; k++, sums += 32, table += 4) {
    const weight = load<f32>(table);
    const real = f32x4.sub(f32x4.mul(v128.load(sums), reciprocal), v128.load32_splat(table + bytes(knots)));
    const imaginary = f32x4.mul(v128.load(sums, 16), reciprocal);
    const squares = f32x4.add(f32x4.mul(real, real), f32x4.mul(imaginary, imaginary));
    distance = f32x4.add(distance, f32x4.mul(squares, f32x4.splat(weight)));
    const factor = f32x4.splat(weight * <f32> (k + 1) * step * gain);
    v128.store(sums, f32x4.mul(imaginary, factor));
    v128.store(sums, f32x4.mul(f32x4.neg(real), factor), 16);
  }
  return distance;
}

@inline
function derivatives(single: bool, turns: usize, sums: usize, to: usize, rows: i32, pitch: usize, knots: i32): void {
  for (let row = 0; row < rows; row++, turns += 32, to += pitch) {
    const c1 = v128.load(turns);
    const s1 = v128.load(turns, 16);
    let c = c1;
    let s = s1;
    let at = sums;
    let derivative = f32x4.splat(0);
    for (let k = 0; k < knots; k++, at += 32) {
      derivative = f32x4.add(derivative, f32x4.add(f32x4.mul(c, v128.load(at)), f32x4.mul(s, v128.load(at, 16))));
      const next = f32x4.sub(f32x4.mul(c, c1), f32x4.mul(s, s1));
      s = f32x4.add(f32x4.mul(s, c1), f32x4.mul(c, s1));
      c = next;
    }
    putLanes(single, to, derivative);
  }
}

/**
 * How far the columns of a matrix are from a standard normal: weighted squared distance of characteristic functions at
 * the knots k·step, k = 1, 2, …, and the distances' derivative by the matrix.
 *
 * @param x `[rows, …]` with `pitch` floats from one row to the next, of which `columns` are looked at.
 * @param table `[2, knots]`: weights, and the normal's characteristic function.
 * @param scratch For 8·(rows + knots) floats.
 * @param distances `[columns]`.
 * @param derivative As `x`; 0 to leave it out.
 * @param gain The derivative of |mean − φ|² by a wave, 2 ÷ rows, times what else the derivative is multiplied with.
 */
export function eppsPulley(
  x: usize,
  table: usize,
  scratch: usize,
  distances: usize,
  derivative: usize,
  rows: i32,
  columns: i32,
  pitch: i32,
  knots: i32,
  step: f32,
  gain: f32,
): void {
  const sums = scratch + bytes(8 * rows);
  const down = bytes(pitch);
  for (let column = 0; column < columns;) {
    const single = column + 4 > columns;
    const at = bytes(column);
    waves(single, x + at, scratch, rows, down, step);
    memory.fill(sums, 0, bytes(8 * knots));
    sumWaves(scratch, sums, rows, knots);
    putLanes(single, distances + at, compare(sums, table, rows, knots, step, gain));
    if (derivative != 0) derivatives(single, scratch, sums, derivative + at, rows, down, knots);
    column += single ? 1 : 4;
  }
}
