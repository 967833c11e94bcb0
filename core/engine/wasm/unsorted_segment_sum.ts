import { type KernelConfig, UnsortedSegmentSum } from "@tensorflow/tfjs-core";
import { InputError } from "../../errors.ts";
import { floatsOf, offsetOf, required, sizeOf, type WasmHeap } from "./heap.ts";

/**
 * `UnsortedSegmentSum`, the gradient of `gather`: rows are added to the segment that their id names; ids below
 * zero or past the last segment are left out.
 */
export function unsortedSegmentSum(heap: WasmHeap): KernelConfig {
  return {
    kernelName: UnsortedSegmentSum,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [x, segmentIds] = [required(inputs, "x"), required(inputs, "segmentIds")];
      const segments = attrs?.numSegments as number;
      if (segmentIds.shape.some((length, axis) => length !== x.shape[axis])) {
        throw new InputError(
          `Cannot sum segments: ids of shape [${segmentIds.shape}], expected the first axes of [${x.shape}]`,
        );
      }
      const rows = sizeOf(segmentIds.shape);
      const inner = x.shape.slice(segmentIds.shape.length);
      const width = sizeOf(inner);
      const out = heap.makeOutput([segments, ...inner], x.dtype);
      const [from, to, ids] = [x, out, segmentIds].map((tensor) => offsetOf(heap, tensor) / 4);
      const integers = new Int32Array(heap.wasm.HEAPU8.buffer);
      const values = x.dtype === "float32" ? floatsOf(heap) : integers;
      values.fill(0, to, to + segments * width);
      for (let row = 0; row < rows; row++) {
        const segment = integers[ids + row];
        if (segment < 0 || segment >= segments) continue;
        for (let i = 0, p = from + row * width, q = to + segment * width; i < width; i++) {
          values[q + i] += values[p + i];
        }
      }
      return out;
    },
  };
}
