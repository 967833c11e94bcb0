import { type KernelConfig, type TensorInfo, Tile } from "@tensorflow/tfjs-core";
import type { Assembly } from "./assembly.ts";
import { offsetOf, required, sharedAs, sizeOf, type WasmHeap } from "./heap.ts";

/** `Tile`, which also broadcasts: each repeated axis is copied in blocks, the last first. */
export function tile(heap: WasmHeap, assembly: Assembly): KernelConfig {
  return {
    kernelName: Tile,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const x = required(inputs, "x");
      const reps = attrs?.reps as number[];
      let current = sharedAs(heap, x, x.shape);
      for (let axis = x.shape.length - 1; axis >= 0; axis--) {
        if (reps[axis] !== 1) current = repeatAxis(heap, assembly, current, axis, reps[axis]);
      }
      return current;
    },
  };
}

/** Repeats along one axis and frees the input. */
function repeatAxis(
  heap: WasmHeap,
  assembly: Assembly,
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
    else assembly.copyRuns(source * width, target * width, count, block * width, 0, block * width);
  }
  heap.disposeData(x.dataId);
  return out;
}
