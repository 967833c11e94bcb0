import { simdBytes } from "./simd_bytes.ts";
import { shareMemory } from "./share_memory.ts";

/** The kernels on a memory, shared with other threads or not. */
export function openSimdKernels(memory: WebAssembly.Memory): SimdKernels {
  const binary = atob(simdBytes.replaceAll("\n", ""));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const module = memory.buffer instanceof SharedArrayBuffer ? shareMemory(bytes) : bytes;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), { env: { memory } });
  if (isSimdKernels(exports)) return exports;
  throw new TypeError('Cannot open the kernels: some are not compiled, expected all; run "deno task simd"');
}

function isSimdKernels(exports: object): exports is SimdKernels {
  return Object.keys(NAMES).every((name) => typeof Reflect.get(exports, name) === "function");
}

/** The compiled kernels of `core/engine/simd/`. Tensors are byte offsets in the heap, flags 0 or 1. */
export interface SimdKernels {
  /** See `adam_w.as.ts`. */
  adamW(
    p: number,
    m: number,
    v: number,
    g: number,
    clip: number,
    nextP: number,
    nextM: number,
    nextV: number,
    count: number,
    beta1: number,
    beta2: number,
    gain1: number,
    gain2: number,
    shrink: number,
    rate: number,
    epsilon: number,
  ): void;
  /** to, count; see `clear.as.ts`. */
  clear(to: number, count: number): void;
  /** x, sums, totals, rows, width; see `slopes.as.ts`. */
  addRows(x: number, sums: number, totals: number, rows: number, width: number): void;
  /** rectify, x, bias, y, rows, width; see `bias.as.ts`. */
  biasRows(rectify: number, x: number, bias: number, y: number, rows: number, width: number): void;
  /** from, to, runs, size, fromStep, toStep in bytes; see `runs.as.ts`. */
  copyRuns(from: number, to: number, runs: number, size: number, fromStep: number, toStep: number): void;
  /** See `epps_pulley.as.ts`. */
  eppsPulley(
    x: number,
    table: number,
    scratch: number,
    distances: number,
    derivative: number,
    rows: number,
    columns: number,
    pitch: number,
    knots: number,
    step: number,
    gain: number,
  ): void;
  /** x, bias, y, derivative, rows, width; see `gelu.as.ts`. */
  gelu(x: number, bias: number, y: number, derivative: number, rows: number, width: number): void;
  /** See `layer_norm.as.ts`. */
  layerNorm(
    x: number,
    weight: number,
    bias: number,
    xHat: number,
    scale: number,
    y: number,
    rows: number,
    width: number,
    epsilon: number,
  ): void;
  /** See `layer_norm.as.ts`. */
  layerNormGradient(
    dy: number,
    xHat: number,
    scale: number,
    weight: number,
    dx: number,
    dWeight: number,
    dBias: number,
    rows: number,
    width: number,
  ): void;
  /** x, scale, shift, y, count, offset; see `modulate.as.ts`. */
  modulate(x: number, scale: number, shift: number, y: number, count: number, offset: number): void;
  /** See `modulate.as.ts`. */
  modulateGradient(
    dy: number,
    x: number,
    scale: number,
    dx: number,
    dScale: number,
    count: number,
    offset: number,
  ): void;
  /** See `columns.as.ts`. */
  moveColumns(
    gather: number,
    images: number,
    columns: number,
    fromRow: number,
    toRow: number,
    ...geometry: Geometry
  ): void;
  /** x, y, count, factor, shift; see `modulate.as.ts`. */
  scaleShift(x: number, y: number, count: number, factor: number, shift: number): void;
  /** See `silu.as.ts`. */
  silu(x: number, bias: number, y: number, derivative: number, rows: number, width: number): void;
  /** See `slopes.as.ts`. */
  slopeRows(
    rectify: number,
    dy: number,
    derivative: number,
    dz: number,
    sums: number,
    totals: number,
    rows: number,
    width: number,
  ): void;
  /** See `small_gemm.as.ts`. */
  smallProduct(
    m: number,
    n: number,
    k: number,
    a: number,
    b: number,
    c: number,
    nextRow: number,
    next: number,
    strideB: number,
    strideC: number,
  ): void;
  /** See `small_gemm.as.ts`. */
  smallProductOfRows(
    m: number,
    n: number,
    k: number,
    a: number,
    b: number,
    c: number,
    strideA: number,
    strideB: number,
    strideC: number,
  ): void;
  /** x, out, outer, middle, factor; see `sums.as.ts`. */
  sumLast(x: number, out: number, outer: number, middle: number, factor: number): void;
  /** x, out, scratch, outer, middle, inner, factor; see `sums.as.ts`. */
  sumMiddle(
    x: number,
    out: number,
    sums: number,
    outer: number,
    middle: number,
    inner: number,
    factor: number,
  ): void;
  /** See `softmax.as.ts`. */
  softmaxRows(
    scores: number,
    mask: number,
    weights: number,
    rows: number,
    width: number,
    period: number,
    factor: number,
  ): void;
  /** See `softmax.as.ts`. */
  softmaxRowsGradient(
    weights: number,
    dWeights: number,
    dScores: number,
    rows: number,
    width: number,
    factor: number,
  ): void;
  /** from, to, count; see `unpack.as.ts`. */
  unpackBytes(from: number, to: number, count: number): void;
}

/** Height, width and channels of the images, size of the results, of the filter, strides, padding, dilations. */
export type Geometry = readonly [
  inHeight: number,
  inWidth: number,
  inChannels: number,
  outHeight: number,
  outWidth: number,
  filterHeight: number,
  filterWidth: number,
  strideHeight: number,
  strideWidth: number,
  padTop: number,
  padLeft: number,
  dilationHeight: number,
  dilationWidth: number,
];

/** Every kernel by name. */
const NAMES: { readonly [K in keyof SimdKernels]: true } = {
  adamW: true,
  clear: true,
  addRows: true,
  biasRows: true,
  copyRuns: true,
  eppsPulley: true,
  gelu: true,
  layerNorm: true,
  layerNormGradient: true,
  modulate: true,
  modulateGradient: true,
  moveColumns: true,
  scaleShift: true,
  silu: true,
  slopeRows: true,
  smallProduct: true,
  smallProductOfRows: true,
  sumLast: true,
  sumMiddle: true,
  softmaxRows: true,
  softmaxRowsGradient: true,
  unpackBytes: true,
};
