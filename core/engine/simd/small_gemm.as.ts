import { bytes, sumLanes, vectors } from "./lanes.as";

@inline
function dot(a: usize, b: usize, count: i32): f32 {
  const end = a + vectors(count);
  const last = a + bytes(count);
  let sums = f32x4.splat(0);
  for (; a < end; a += 16, b += 16) sums = f32x4.add(sums, f32x4.mul(v128.load(a), v128.load(b)));
  let sum = sumLanes(sums);
  for (; a < last; a += 4, b += 4) sum += load<f32>(a) * load<f32>(b);
  return sum;
}

/** to = factor·from, or to += factor·from. */
@inline
function addTimes(to: usize, from: usize, factor: f32, count: i32, add: bool): void {
  const end = to + vectors(count);
  const last = to + bytes(count);
  const f4 = f32x4.splat(factor);
  for (; to < end; to += 16, from += 16) {
    const x = f32x4.mul(v128.load(from), f4);
    v128.store(to, add ? f32x4.add(v128.load(to), x) : x);
  }
  for (; to < last; to += 4, from += 4) {
    const x = load<f32>(from) * factor;
    store<f32>(to, add ? load<f32>(to) + x : x);
  }
}

/** C = A·Bᵀ of a few rows: A `[m, k]`, B `[n, k]`; strides are floats from row to row. */
export function smallProductOfRows(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  b: usize,
  c: usize,
  strideA: i32,
  strideB: i32,
  strideC: i32,
): void {
  for (let i = 0; i < m; i++, a += bytes(strideA), c += bytes(strideC)) {
    let row = b;
    for (let j = 0; j < n; j++, row += bytes(strideB)) store<f32>(c + bytes(j), dot(a, row, k));
  }
}

/**
 * C = op(A)·B of a few rows: B `[k, n]`.
 *
 * @param nextRow Floats from one row of op(A) to the next.
 * @param next Floats from one entry of a row of op(A) to the next.
 */
export function smallProduct(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  b: usize,
  c: usize,
  nextRow: i32,
  next: i32,
  strideB: i32,
  strideC: i32,
): void {
  for (let i = 0; i < m; i++, a += bytes(nextRow), c += bytes(strideC)) {
    let factor = a;
    let row = b;
    for (let p = 0; p < k; p++, factor += bytes(next), row += bytes(strideB)) {
      addTimes(c, row, load<f32>(factor), n, p > 0);
    }
  }
}
