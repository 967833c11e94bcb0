import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs-core";
import type { Assembly } from "./assembly.ts";
import { offsetOf, required, rowsOf, sharedAs, type WasmHeap, withScratch, zeroFloats } from "./heap.ts";

/** Rows of y = f(x + bias) and the derivative of f there; offsets, 0 for no bias and no derivative. */
type Curve = (x: number, bias: number, y: number, slope: number, rows: number, width: number) => void;

/** A bias and an activation in one pass (`Bias`, `BiasGelu`, …), their gradients in one, and `SumRows`. */
export function activationKernels(heap: WasmHeap, assembly: Assembly): readonly KernelConfig[] {
  const at = (tensor: TensorInfo | undefined) => tensor ? offsetOf(heap, tensor) : 0;
  const backendName = "wasm";

  const forward = (kernelName: string, run: Curve): KernelConfig => ({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs }) => {
      const x = required(inputs, "x");
      const y = attrs?.overwrite ? sharedAs(heap, x, x.shape) : heap.makeOutput(x.shape, "float32");
      const slope = attrs?.slope ? heap.makeOutput(x.shape, "float32") : undefined;
      run(at(x), at(inputs.bias), at(y), at(slope), ...rowsOf(x));
      return slope ? [y, slope] : [y];
    },
  });

  const gradient = (kernelName: string, rectify: boolean): KernelConfig => ({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs }) => {
      const [dy, slope] = [required(inputs, "dy"), required(inputs, "slope")];
      const [rows, width] = rowsOf(dy);
      const dz = heap.makeOutput(dy.shape, "float32");
      const run = (sums: number, totals: number) =>
        assembly.slopeRows(rectify, at(dy), at(slope), at(dz), sums, totals, rows, width);
      if (!attrs?.summed) {
        run(0, 0);
        return [dz];
      }
      const totals = zeroFloats(heap, [width]);
      withScratch(heap, width, (sums) => run(sums, at(totals)));
      return [dz, totals];
    },
  });

  const sumRows: KernelConfig = {
    kernelName: "SumRows",
    backendName,
    kernelFunc: ({ inputs }) => {
      const x = required(inputs, "x");
      const [rows, width] = rowsOf(x);
      const totals = zeroFloats(heap, [width]);
      withScratch(heap, width, (sums) => assembly.addRows(at(x), sums, at(totals), rows, width));
      return totals;
    },
  };

  return [
    forward("Bias", (x, bias, y, _, ...size) => assembly.biasRows(false, x, bias, y, ...size)),
    forward("BiasRelu", (x, bias, y, _, ...size) => assembly.biasRows(true, x, bias, y, ...size)),
    forward("BiasGelu", assembly.gelu),
    forward("BiasSilu", assembly.silu),
    gradient("SlopeGradient", false),
    gradient("ReluGradient", true),
    sumRows,
  ];
}
