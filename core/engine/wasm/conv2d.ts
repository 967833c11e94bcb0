import {
  backend_util,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  type KernelConfig,
} from "@tensorflow/tfjs-core";
import { InputError } from "../../errors.ts";
import type { Geometry } from "./simd.ts";
import type { ConvolutionSizes } from "./routines.ts";
import { parallelFor, partsOf, type ThreadPool, withPartialSums } from "./threads.ts";
import { floatsOf, offsetOf, required, sizeOf, type WasmHeap, withScratch } from "./heap.ts";
import type { Gemm } from "./matmul.ts";

/** Floats of column scratch a thread: small enough to stay in the cache between writing and multiplying. */
const SCRATCH = 1 << 18;

/** Floats of columns a nanosecond that one thread writes and multiplies, roughly. */
const SPEED = 1;

/** `Conv2D`: patches as a matrix times the filter. */
export function conv2d(heap: WasmHeap, pool: ThreadPool, gemm: Gemm): KernelConfig {
  return {
    kernelName: Conv2D,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [x, filter] = [required(inputs, "x"), required(inputs, "filter")];
      const g = convGeometry(x.shape, filter.shape, attrs);
      const out = heap.makeOutput([g.batch, g.outHeight, g.outWidth, g.outChannels], "float32");
      const [a, c, b] = [x, out, filter].map((tensor) => offsetOf(heap, tensor));
      if (sizeOf(out.shape) === 0) return out;
      if (isPointwise(g)) {
        const [m, n, k] = [g.batch * g.outHeight * g.outWidth, g.outChannels, g.inChannels];
        gemm({ transposeA: false, transposeB: false, accumulate: false, m, n, k, a, b, c });
      } else convolve(heap, pool, "convolve", g, [a, c, b], () => b);
      return out;
    },
  };
}

/** `Conv2DBackpropInput`: the gradient times the filter's transpose, each entry added to its pixel. */
export function conv2dBackpropInput(heap: WasmHeap, pool: ThreadPool, gemm: Gemm): KernelConfig {
  return {
    kernelName: Conv2DBackpropInput,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [dy, filter] = [required(inputs, "dy"), required(inputs, "filter")];
      const inShape = attrs?.inputShape as number[];
      const g = convGeometry(inShape, filter.shape, attrs);
      const out = heap.makeOutput(inShape, "float32");
      const [c, a, b] = [out, dy, filter].map((tensor) => offsetOf(heap, tensor));
      if (isPointwise(g)) {
        const [m, n, k] = [g.batch * g.outHeight * g.outWidth, g.inChannels, g.outChannels];
        gemm({ transposeA: false, transposeB: true, accumulate: false, m, n, k, a, b, c });
        return out;
      }
      if (sizeOf(dy.shape) > 0) convolve(heap, pool, "convolveBack", g, [c, a, b], () => b);
      else floatsOf(heap).fill(0, c / 4, c / 4 + sizeOf(inShape));
      return out;
    },
  };
}

/** `Conv2DBackpropFilter`: the transposed patches times the gradient, summed over parts. */
export function conv2dBackpropFilter(heap: WasmHeap, pool: ThreadPool, gemm: Gemm): KernelConfig {
  return {
    kernelName: Conv2DBackpropFilter,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [x, dy] = [required(inputs, "x"), required(inputs, "dy")];
      const filterShape = attrs?.filterShape as number[];
      const g = convGeometry(x.shape, filterShape, attrs);
      const out = heap.makeOutput(filterShape, "float32");
      const [a, b, c] = [x, dy, out].map((tensor) => offsetOf(heap, tensor));
      if (isPointwise(g) && sizeOf(dy.shape) > 0) {
        const [m, n, k] = [g.inChannels, g.outChannels, g.batch * g.outHeight * g.outWidth];
        gemm({ transposeA: true, transposeB: false, accumulate: false, m, n, k, a, b, c });
        return out;
      }
      const count = sizeOf(filterShape);
      floatsOf(heap).fill(0, c / 4, c / 4 + count);
      if (sizeOf(dy.shape) === 0) return out;
      const parts = partsOf(pool, "convolveFilter", cutOf(g));
      withPartialSums(
        heap,
        parts,
        [{ place: c, count, sum: true }],
        (placesOf) => convolve(heap, pool, "convolveFilter", g, [a, b, c], (part) => placesOf(part)[0]),
      );
      return out;
    },
  };
}

/** Places of images, results and filter, as byte offsets. */
type Places = readonly [images: number, results: number, filter: number];

/** Runs one of the convolution routines, shared by a thread pool by images; `filterOf` tells where a part's filter is. */
function convolve(
  heap: WasmHeap,
  pool: ThreadPool,
  routine: string,
  g: ConvGeometry,
  [images, results]: Places,
  filterOf: (part: number) => number,
): void {
  const patch = patchSize(g);
  const rowFloats = g.outWidth * patch;
  const atOnce = Math.max(1, Math.min(g.batch * g.outHeight, Math.floor(SCRATCH / rowFloats)));
  const cut = cutOf(g);
  const sizes: ConvolutionSizes = [g.outChannels, atOnce, patch, ...geometryOf(g)];
  const scratch = atOnce * rowFloats;
  withScratch(
    heap,
    partsOf(pool, routine, cut) * scratch,
    (columns) =>
      parallelFor(pool, routine, cut, (from, to, part) => [
        images,
        results,
        filterOf(part),
        columns + part * scratch * 4,
        from * g.outHeight,
        to * g.outHeight,
        ...sizes,
      ]),
  );
}

/** Partition by images: what is added to a pixel comes from one thread only. */
function cutOf(g: ConvGeometry) {
  const cost = g.batch * g.outHeight * g.outWidth * patchSize(g) / SPEED;
  return { count: g.batch, grain: 1, cost };
}

function patchSize(g: ConvGeometry): number {
  return g.filterHeight * g.filterWidth * g.inChannels;
}

function geometryOf(g: ConvGeometry): Geometry {
  return [
    g.inHeight,
    g.inWidth,
    g.inChannels,
    g.outHeight,
    g.outWidth,
    g.filterHeight,
    g.filterWidth,
    g.strideHeight,
    g.strideWidth,
    g.padTop,
    g.padLeft,
    g.dilationHeight,
    g.dilationWidth,
  ];
}

/** Whether a patch is one pixel and each pixel a patch, so that the images themselves are the columns. */
export function isPointwise(g: ConvGeometry): boolean {
  return g.filterHeight * g.filterWidth * g.strideHeight * g.strideWidth === 1 &&
    g.outHeight === g.inHeight && g.outWidth === g.inWidth;
}

/**
 * Works out a convolution from a kernel's attributes.
 *
 * @throws {InputError} Unless channels are last.
 */
export function convGeometry(
  inShape: readonly number[],
  filterShape: readonly number[],
  attributes: ConvAttributes,
): ConvGeometry {
  const { strides, dilations = 1, pad, dataFormat = "NHWC", dimRoundingMode } = attributes ?? {};
  if (dataFormat !== "NHWC") {
    throw new InputError(`Cannot convolve: data format "${dataFormat}", expected "NHWC"`);
  }
  const [n, h, w, c] = inShape;
  const [kh, kw, , d] = filterShape;
  const { padInfo, ...info } = backend_util.computeConv2DInfo(
    [n, h, w, c],
    [kh, kw, c, d],
    strides as [number, number],
    dilations as [number, number],
    pad as Parameters<typeof backend_util.computeConv2DInfo>[4],
    dimRoundingMode as "floor" | "round" | "ceil",
  );
  return {
    batch: n,
    inHeight: h,
    inWidth: w,
    inChannels: c,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    outChannels: d,
    filterHeight: kh,
    filterWidth: kw,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    dilationHeight: info.dilationHeight,
    dilationWidth: info.dilationWidth,
    padTop: padInfo.top,
    padLeft: padInfo.left,
  };
}

/** The numbers of a 2-D convolution over images `[n, h, w, c]` with a filter `[kh, kw, c, d]`. */
export interface ConvGeometry {
  /** Images. */
  readonly batch: number;
  /** Rows of an image. */
  readonly inHeight: number;
  /** Pixels of a row. */
  readonly inWidth: number;
  /** Channels of a pixel. */
  readonly inChannels: number;
  /** Rows of a result. */
  readonly outHeight: number;
  /** Pixels of a row of the result. */
  readonly outWidth: number;
  /** Channels of the result. */
  readonly outChannels: number;
  /** Rows of the filter. */
  readonly filterHeight: number;
  /** Columns of the filter. */
  readonly filterWidth: number;
  /** Rows between two results. */
  readonly strideHeight: number;
  /** Pixels between two results. */
  readonly strideWidth: number;
  /** Rows between two taps of the filter. */
  readonly dilationHeight: number;
  /** Pixels between two taps. */
  readonly dilationWidth: number;
  /** Rows of zeros above. */
  readonly padTop: number;
  /** Zeros at the left. */
  readonly padLeft: number;
}

/** A kernel's attributes, as tfjs gives them. */
export type ConvAttributes = { readonly [name: string]: unknown } | undefined;
