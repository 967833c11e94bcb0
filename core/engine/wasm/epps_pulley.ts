import type { KernelConfig } from "@tensorflow/tfjs-core";
import type { Assembly } from "./assembly.ts";
import { offsetOf, required, type WasmHeap, withScratch } from "./heap.ts";

/** `EppsPulley`: distances of the columns of `[B, M]` from a standard normal and the derivative of their mean. */
export function eppsPulley(heap: WasmHeap, assembly: Assembly): KernelConfig {
  return {
    kernelName: "EppsPulley",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [x, table] = [required(inputs, "x"), required(inputs, "table")];
      const [rows, columns] = x.shape;
      const knots = table.shape[1];
      const distances = heap.makeOutput([columns], "float32");
      const slope = attrs?.slope ? heap.makeOutput(x.shape, "float32") : undefined;
      withScratch(heap, 8 * (rows + knots), (scratch) => {
        const [from, given, to] = [x, table, distances].map((tensor) => offsetOf(heap, tensor));
        const slopes = slope ? offsetOf(heap, slope) : 0;
        const gain = 2 / (rows * columns);
        const size = [rows, columns, columns, knots] as const;
        assembly.eppsPulley(from, given, scratch, to, slopes, ...size, Number(attrs?.step), gain);
      });
      return slope ? [distances, slope] : [distances];
    },
  };
}
