import { type KernelConfig, type TensorInfo, Tile } from "@tensorflow/tfjs-core";
import { offsetOf, required, sharedAs, sizeOf, type WasmHeap } from "./heap.ts";

/** Blocks of at least as many elements are moved by the engine's own block copy. */
const LONG_BLOCK = 96;

/** `Tile`, which also broadcasts: each repeated axis is copied in blocks, the last first. */
export function tile(heap: WasmHeap): KernelConfig {
  return {
    kernelName: Tile,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const x = required(inputs, "x");
      const reps = attrs?.reps as number[];
      let current = sharedAs(heap, x, x.shape);
      for (let axis = x.shape.length - 1; axis >= 0; axis--) {
        if (reps[axis] !== 1) current = repeatAxis(heap, current, axis, reps[axis]);
      }
      return current;
    },
  };
}

/** Repeats along one axis and frees the input. */
function repeatAxis(heap: WasmHeap, x: TensorInfo, axis: number, count: number): TensorInfo {
  const out = heap.makeOutput(x.shape.with(axis, x.shape[axis] * count), x.dtype);
  const width = x.dtype === "bool" ? 1 : 4;
  const { buffer } = heap.wasm.HEAPU8;
  const elements = width === 1 ? new Uint8Array(buffer) : new Int32Array(buffer);
  const block = sizeOf(x.shape.slice(axis));
  const [from, to] = [offsetOf(heap, x) / width, offsetOf(heap, out) / width];
  for (let i = 0, blocks = sizeOf(x.shape.slice(0, axis)); i < blocks; i++) {
    repeatBlock(elements, from + i * block, block, to + i * block * count, count);
  }
  heap.disposeData(x.dataId);
  return out;
}

function repeatBlock(
  heap: Int32Array | Uint8Array,
  from: number,
  block: number,
  to: number,
  count: number,
): void {
  if (block === 1) {
    heap.fill(heap[from], to, to + count);
    return;
  }
  if (block >= LONG_BLOCK) {
    for (let i = 0; i < count; i++) heap.copyWithin(to + i * block, from, from + block);
    return;
  }
  for (let i = 0, q = to; i < count; i++) {
    for (let j = 0; j < block; j++) heap[q++] = heap[from + j];
  }
}
