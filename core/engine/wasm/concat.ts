import { backend_util, Concat, type KernelConfig, type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { Assembly } from "./assembly.ts";
import { offsetOf, sizeOf, type WasmHeap } from "./heap.ts";

/** `Concat` of tensors of one type: each tensor's runs are copied to their place. */
export function concat(heap: WasmHeap, assembly: Assembly): KernelConfig {
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
        assembly.copyRuns(offsetOf(heap, part), to, rows, run, run, step);
        to += run;
      }
      return out;
    },
  };
}
