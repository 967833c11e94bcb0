import {
  type KernelConfig,
  Slice,
  slice_util,
  SplitV,
  type TensorInfo,
  Unpack,
  util,
} from "@tensorflow/tfjs-core";
import { InputError } from "../../errors.ts";
import type { Assembly } from "./assembly.ts";
import { offsetOf, required, sharedAs, sizeOf, type WasmHeap } from "./heap.ts";
import { sliceLayout } from "./slice_layout.ts";

/** `Slice`, `SplitV` and `Unpack`: runs of neighbouring values are copied. */
export function sliceKernels(heap: WasmHeap, assembly: Assembly): readonly KernelConfig[] {
  const slice: KernelConfig = {
    kernelName: Slice,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const x = required(inputs, "x");
      const given = [attrs?.begin as number[], attrs?.size as number[]] as const;
      const [begin, size] = slice_util.parseSliceParams(x, ...given);
      slice_util.assertParamsValid(x, begin, size);
      return sliceOf(heap, assembly, x, begin, size);
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
        return sliceOf(heap, assembly, x, begin, x.shape.with(axis, size));
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
          assembly,
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
  assembly: Assembly,
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
    assembly.copyRuns(source, target, rows.size, runBytes, run.length * width, runBytes);
  }
  return out;
}
