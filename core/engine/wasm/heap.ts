import type { DataType, TensorInfo } from "@tensorflow/tfjs-core";
import { InputError } from "../../errors.ts";

/** What kernels need of tfjs' WebAssembly backend. Offsets are bytes from the start of its heap. */
export interface WasmHeap {
  /** The Emscripten module; `HEAPU8` is another view after the heap has grown. */
  readonly wasm: {
    readonly HEAPU8: Uint8Array;
    readonly asm: { readonly memory: WebAssembly.Memory };
    /** Address of so many bytes; 0 when the memory is full. */
    _malloc(bytes: number): number;
    readonly tfjs: {
      registerTensor(id: number, size: number, offset: number): void;
      disposeData(id: number): void;
    };
    cwrap(name: string, returns: null, takes: string[]): (...given: (number | Uint8Array)[]) => void;
  };
  /** Where tensors lie; those of strings lie nowhere. */
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number | null } };
  /** Allocates. The heap may grow: take views afterwards. */
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  /** Counts one more owner of a buffer. */
  incRef(dataId: object): void;
  /** Counts one owner less and frees at none. */
  disposeData(dataId: object): boolean;
}

/** Byte offset of a tensor. Throws {@linkcode InputError} for one of strings. */
export function offsetOf(heap: WasmHeap, { dataId, dtype }: TensorInfo): number {
  const { memoryOffset } = heap.dataIdMap.get(dataId);
  if (memoryOffset === null) {
    throw new InputError(`Cannot compute on wasm: a tensor of type ${dtype}, expected numbers`);
  }
  return memoryOffset;
}

/** The heap as floats, valid until the next allocation. */
export function floatsOf(heap: WasmHeap): Float32Array {
  return new Float32Array(heap.wasm.HEAPU8.buffer);
}

/** The same buffer under another shape: one owner more, nothing copied. */
export function sharedAs(
  heap: WasmHeap,
  { dataId, dtype }: TensorInfo,
  shape: readonly number[],
): TensorInfo {
  heap.incRef(dataId);
  return { dataId, dtype, shape: [...shape] };
}

/** A new tensor of zeros. */
export function zeroFloats(heap: WasmHeap, shape: number[]): TensorInfo {
  const out = heap.makeOutput(shape, "float32");
  const from = offsetOf(heap, out) / 4;
  floatsOf(heap).fill(0, from, from + sizeOf(shape));
  return out;
}

/** Runs with `size` floats of scratch memory, given as byte offset, and frees them. */
export function withScratch<T>(heap: WasmHeap, size: number, run: (offset: number) => T): T {
  const scratch = heap.makeOutput([size], "float32");
  try {
    return run(offsetOf(heap, scratch));
  } finally {
    heap.disposeData(scratch.dataId);
  }
}

/** An input that the kernel cannot do without. */
export function required(
  inputs: { readonly [name: string]: TensorInfo | undefined },
  name: string,
): TensorInfo {
  const input = inputs[name];
  if (!input) throw new TypeError(`Cannot run a kernel: input "${name}" is missing, expected a tensor`);
  return input;
}

/** Number of elements. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Rows and their width: a tensor as a matrix with its last axis as columns. */
export function rowsOf({ shape }: TensorInfo): [rows: number, width: number] {
  const width = shape[shape.length - 1] ?? 1;
  return [width === 0 ? 0 : sizeOf(shape) / width, width];
}
