import { assemblyBytes } from "./assembly_bytes.ts";
import { shareMemory } from "./share_memory.ts";

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

/** The compiled kernels of `core/engine/assembly/`. Tensors are byte offsets in the heap. */
export interface Assembly {
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
  /** x, y, count. */
  gelu(x: number, y: number, count: number): void;
  /** x, dy, dx, count. */
  geluGradient(x: number, dy: number, dx: number, count: number): void;
  /** See `layer_norm.as.ts`. */
  layerNorm(
    x: number,
    weight: number,
    bias: number,
    unit: number,
    scale: number,
    y: number,
    rows: number,
    width: number,
    epsilon: number,
  ): void;
  /** See `layer_norm.as.ts`. */
  layerNormGradient(
    dy: number,
    unit: number,
    scale: number,
    weight: number,
    dx: number,
    dWeight: number,
    dBias: number,
    rows: number,
    width: number,
  ): void;
  /** See `columns.as.ts`. */
  moveColumns(
    gather: boolean,
    images: number,
    columns: number,
    fromRow: number,
    toRow: number,
    ...geometry: Geometry
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
    shares: number,
    rows: number,
    width: number,
    period: number,
    factor: number,
  ): void;
  /** See `softmax.as.ts`. */
  softmaxRowsGradient(
    shares: number,
    dShares: number,
    dScores: number,
    rows: number,
    width: number,
    factor: number,
  ): void;
}

/** The kernels on a shared memory. */
export function openAssembly(memory: WebAssembly.Memory): Assembly {
  const binary = atob(assemblyBytes.replaceAll("\n", ""));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(shareMemory(bytes)), {
    env: { memory },
  });
  return exports as object as Assembly;
}
