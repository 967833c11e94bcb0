import { Conv2D, Conv2DBackpropFilter, Conv2DBackpropInput, type KernelConfig } from "@tensorflow/tfjs-core";
import type { Assembly, Geometry } from "./assembly.ts";
import { type ConvGeometry, convGeometry, isPointwise } from "./conv_geometry.ts";
import { floatsOf, offsetOf, required, type WasmHeap, withScratch } from "./heap.ts";
import type { Multiply } from "./product.ts";

/** Floats of column scratch: small enough to stay in the cache between writing and multiplying. */
const SCRATCH = 1 << 19;

const FLOAT = 4;

/** The part of a convolution that fits the scratch: some rows of results. */
interface Part {
  readonly fromRow: number;
  readonly toRow: number;
  /** Results, i.e. rows of the column matrix. */
  readonly patches: number;
  /** Byte offset of the first result within the results. */
  readonly results: number;
  /** Whether it is the first part. */
  readonly first: boolean;
}

/** Cuts a convolution into parts and runs each with scratch for its columns. */
function inParts(heap: WasmHeap, g: ConvGeometry, run: (part: Part, columns: number) => void): void {
  const rowFloats = g.outWidth * patchSize(g);
  const rows = g.batch * g.outHeight;
  const step = Math.min(rows, Math.max(1, Math.floor(SCRATCH / rowFloats)));
  if (rows * g.outWidth === 0) return;
  withScratch(heap, step * rowFloats, (columns) => {
    for (let fromRow = 0; fromRow < rows; fromRow += step) {
      const toRow = Math.min(rows, fromRow + step);
      const results = fromRow * g.outWidth * g.outChannels * FLOAT;
      run(
        { fromRow, toRow, patches: (toRow - fromRow) * g.outWidth, results, first: fromRow === 0 },
        columns,
      );
    }
  });
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

/** `Conv2D`: patches as a matrix times the filter. */
export function conv2d(heap: WasmHeap, multiply: Multiply, assembly: Assembly): KernelConfig {
  return {
    kernelName: Conv2D,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [x, filter] = [required(inputs, "x"), required(inputs, "filter")];
      const g = convGeometry(x.shape, filter.shape, attrs);
      const out = heap.makeOutput([g.batch, g.outHeight, g.outWidth, g.outChannels], "float32");
      const [images, weights, results] = [x, filter, out].map((tensor) => offsetOf(heap, tensor));
      const common = {
        transposeA: false,
        transposeB: false,
        accumulate: false,
        k: patchSize(g),
        n: g.outChannels,
      };
      if (isPointwise(g)) {
        multiply({ ...common, m: g.batch * g.outHeight * g.outWidth, a: images, b: weights, c: results });
        return out;
      }
      inParts(heap, g, (part, columns) => {
        assembly.moveColumns(true, images, columns, part.fromRow, part.toRow, ...geometryOf(g));
        multiply({ ...common, m: part.patches, a: columns, b: weights, c: results + part.results });
      });
      return out;
    },
  };
}

/** `Conv2DBackpropInput`: the gradient times the filter's transpose, each entry added to its pixel. */
export function conv2dBackpropInput(heap: WasmHeap, multiply: Multiply, assembly: Assembly): KernelConfig {
  return {
    kernelName: Conv2DBackpropInput,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [dy, filter] = [required(inputs, "dy"), required(inputs, "filter")];
      const inShape = attrs?.inputShape as number[];
      const g = convGeometry(inShape, filter.shape, attrs);
      const out = heap.makeOutput(inShape, "float32");
      const [results, weights, images] = [dy, filter, out].map((tensor) => offsetOf(heap, tensor));
      const common = {
        transposeA: false,
        transposeB: true,
        accumulate: false,
        k: g.outChannels,
        n: patchSize(g),
      };
      if (isPointwise(g)) {
        multiply({ ...common, m: g.batch * g.outHeight * g.outWidth, a: results, b: weights, c: images });
        return out;
      }
      const size = g.batch * g.inHeight * g.inWidth * g.inChannels;
      floatsOf(heap).fill(0, images / FLOAT, images / FLOAT + size);
      inParts(heap, g, (part, columns) => {
        multiply({ ...common, m: part.patches, a: results + part.results, b: weights, c: columns });
        assembly.moveColumns(false, images, columns, part.fromRow, part.toRow, ...geometryOf(g));
      });
      return out;
    },
  };
}

/** `Conv2DBackpropFilter`: the transposed patches times the gradient, summed over parts. */
export function conv2dBackpropFilter(heap: WasmHeap, multiply: Multiply, assembly: Assembly): KernelConfig {
  return {
    kernelName: Conv2DBackpropFilter,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [x, dy] = [required(inputs, "x"), required(inputs, "dy")];
      const filterShape = attrs?.filterShape as number[];
      const g = convGeometry(x.shape, filterShape, attrs);
      const out = heap.makeOutput(filterShape, "float32");
      const [images, results, weights] = [x, dy, out].map((tensor) => offsetOf(heap, tensor));
      const common = { transposeA: true, transposeB: false, m: patchSize(g), n: g.outChannels, c: weights };
      if (isPointwise(g)) {
        const k = g.batch * g.outHeight * g.outWidth;
        multiply({ ...common, k, a: images, b: results, accumulate: false });
        return out;
      }
      floatsOf(heap).fill(0, weights / FLOAT, weights / FLOAT + common.m * common.n);
      inParts(heap, g, (part, columns) => {
        assembly.moveColumns(true, images, columns, part.fromRow, part.toRow, ...geometryOf(g));
        multiply({
          ...common,
          k: part.patches,
          a: columns,
          b: results + part.results,
          accumulate: !part.first,
        });
      });
      return out;
    },
  };
}
