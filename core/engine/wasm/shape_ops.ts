import {
  backend_util,
  Concat,
  Identity,
  type KernelConfig,
  Slice,
  slice_util,
  SplitV,
  type TensorInfo,
  Tile,
  Unpack,
  util,
} from "@tensorflow/tfjs-core";
import { InputError } from "../../errors.ts";
import type { SimdKernels } from "./simd.ts";
import { offsetOf, required, sharedAs, sizeOf, type WasmHeap } from "./heap.ts";

/** `Identity` by counting one owner more instead of copying. */
export function identity(heap: WasmHeap): KernelConfig {
  return {
    kernelName: Identity,
    backendName: "wasm",
    kernelFunc: ({ inputs }) => {
      const x = required(inputs, "x");
      return sharedAs(heap, x, x.shape);
    },
  };
}

/** `Tile`, which also broadcasts: each repeated axis is copied in blocks, the last first. */
export function tile(heap: WasmHeap, simd: SimdKernels): KernelConfig {
  return {
    kernelName: Tile,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const x = required(inputs, "x");
      const reps = attrs?.reps as number[];
      let current = sharedAs(heap, x, x.shape);
      for (let axis = x.shape.length - 1; axis >= 0; axis--) {
        if (reps[axis] !== 1) current = repeatAxis(heap, simd, current, axis, reps[axis]);
      }
      return current;
    },
  };
}

/** Repeats along one axis and frees the input. */
function repeatAxis(
  heap: WasmHeap,
  simd: SimdKernels,
  x: TensorInfo,
  axis: number,
  count: number,
): TensorInfo {
  const out = heap.makeOutput(x.shape.with(axis, x.shape[axis] * count), x.dtype);
  const width = x.dtype === "bool" ? 1 : 4;
  const { buffer } = heap.wasm.HEAPU8;
  const elements = width === 1 ? new Uint8Array(buffer) : new Int32Array(buffer);
  const block = sizeOf(x.shape.slice(axis));
  const [from, to] = [offsetOf(heap, x) / width, offsetOf(heap, out) / width];
  for (let i = 0, blocks = sizeOf(x.shape.slice(0, axis)); i < blocks; i++) {
    const [source, target] = [from + i * block, to + i * block * count];
    if (block === 1) elements.fill(elements[source], target, target + count);
    // Read again and again from the same place.
    else simd.copyRuns(source * width, target * width, count, block * width, 0, block * width);
  }
  heap.disposeData(x.dataId);
  return out;
}

/** `Concat` of tensors of one type: each tensor's runs are copied to their place. */
export function concat(heap: WasmHeap, simd: SimdKernels): KernelConfig {
  return {
    kernelName: Concat,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const parts = Object.values(inputs).filter((part): part is TensorInfo => part !== undefined);
      const [{ shape, dtype }] = parts;
      const axis = util.parseAxisParam(attrs?.axis as number, shape)[0];
      const shapes = parts.map(({ shape }) => shape);
      backend_util.assertParamsConsistent(shapes, axis);
      const out = heap.makeOutput(backend_util.computeOutShape(shapes, axis), dtype);
      const width = util.bytesPerElement(dtype);
      const rows = sizeOf(shape.slice(0, axis));
      const step = sizeOf(out.shape.slice(axis)) * width;
      let to = offsetOf(heap, out);
      for (const part of parts) {
        const run = sizeOf(part.shape.slice(axis)) * width;
        simd.copyRuns(offsetOf(heap, part), to, rows, run, run, step);
        to += run;
      }
      return out;
    },
  };
}

/** `Slice`, `SplitV` and `Unpack`: runs of neighbouring values are copied. */
export function sliceKernels(heap: WasmHeap, simd: SimdKernels): readonly KernelConfig[] {
  const slice: KernelConfig = {
    kernelName: Slice,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const x = required(inputs, "x");
      const given = [attrs?.begin as number[], attrs?.size as number[]] as const;
      const [begin, size] = slice_util.parseSliceParams(x, ...given);
      slice_util.assertParamsValid(x, begin, size);
      return sliceOf(heap, simd, x, begin, size);
    },
  };
  const split: KernelConfig = {
    kernelName: SplitV,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const x = required(inputs, "x");
      const axis = util.parseAxisParam(attrs?.axis as number, x.shape)[0];
      let start = 0;
      const sizes = splitSizes(x, attrs?.numOrSizeSplits as number | number[], axis);
      return sizes.map((size) => {
        const begin = x.shape.map((_, i) => i === axis ? start : 0);
        start += size;
        return sliceOf(heap, simd, x, begin, x.shape.with(axis, size));
      });
    },
  };
  const unpack: KernelConfig = {
    kernelName: Unpack,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const x = required(inputs, "value");
      const axis = util.parseAxisParam(attrs?.axis as number, x.shape)[0];
      return Array.from({ length: x.shape[axis] }, (_, start) => {
        const part = sliceOf(
          heap,
          simd,
          x,
          x.shape.map((_, i) => i === axis ? start : 0),
          x.shape.with(axis, 1),
        );
        return { ...part, shape: x.shape.toSpliced(axis, 1) };
      });
    },
  };
  return [slice, split, unpack];
}

/** Lengths of the parts: as many equal ones, or those given, of which one may be −1 for the rest. */
function splitSizes({ shape }: TensorInfo, parts: number | readonly number[], axis: number): number[] {
  const length = shape[axis];
  const given: readonly number[] = typeof parts === "number" ? Array(parts).fill(length / parts) : parts;
  const rest = length - given.reduce((sum, size) => sum + Math.max(0, size), 0);
  const sizes = given.map((size) => size === -1 ? rest : size);
  const whole = sizes.every((size) => Number.isInteger(size) && size >= 0);
  if (whole && sizes.reduce((sum, size) => sum + size, 0) === length) return sizes;
  throw new InputError(
    `Cannot split axis ${axis} of [${shape}]: parts of ${given}, expected ${length} in all`,
  );
}

function sliceOf(
  heap: WasmHeap,
  simd: SimdKernels,
  x: TensorInfo,
  begin: readonly number[],
  size: readonly number[],
): TensorInfo {
  const width = util.bytesPerElement(x.dtype);
  const axes = sliceLayout(x.shape, begin, size);
  if (axes.length === 1) return sharedAs(heap, x, size);
  const out = heap.makeOutput([...size], x.dtype);
  if (sizeOf(size) === 0) return out;
  const strides = axes.map((_, axis) => width * sizeOf(axes.slice(axis + 1).map(({ length }) => length)));
  const start = axes.reduce((offset, { begin }, axis) => offset + begin * strides[axis], 0);
  const [rows, run] = axes.slice(-2);
  const from = offsetOf(heap, x) + start;
  const to = offsetOf(heap, out);
  const runBytes = run.size * width;
  const outer = axes.slice(0, -2);
  for (let block = 0, blocks = sizeOf(outer.map(({ size }) => size)); block < blocks; block++) {
    let [left, source] = [block, from];
    for (let axis = outer.length - 1; axis >= 0; axis--) {
      source += left % outer[axis].size * strides[axis];
      left = Math.floor(left / outer[axis].size);
    }
    const target = to + block * rows.size * runBytes;
    simd.copyRuns(source, target, rows.size, runBytes, run.length * width, runBytes);
  }
  return out;
}

/**
 * The least number of axes that describe a slice: an axis that is taken whole is one with the axis before it.
 *
 * @returns At least one axis.
 */
export function sliceLayout(
  shape: readonly number[],
  begin: readonly number[],
  size: readonly number[],
): readonly AxisPart[] {
  const parts: AxisPart[] = [{ length: 1, begin: 0, size: 1 }];
  shape.forEach((length, axis) => {
    const last = parts[parts.length - 1];
    if (size[axis] === length) {
      parts[parts.length - 1] = {
        length: last.length * length,
        begin: last.begin * length,
        size: last.size * length,
      };
    } else parts.push({ length, begin: begin[axis], size: size[axis] });
  });
  return parts;
}

/** A part of one axis. */
export interface AxisPart {
  /** Length of the whole axis. */
  readonly length: number;
  /** Where the part begins. */
  readonly begin: number;
  /** Length of the part. */
  readonly size: number;
}
