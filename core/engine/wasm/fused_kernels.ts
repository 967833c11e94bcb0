import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs-core";
import type { SimdKernels } from "./simd.ts";
import {
  offsetOf,
  required,
  rowsOf,
  sharedAs,
  sizeOf,
  type WasmHeap,
  withScratch,
  zeroFloats,
} from "./heap.ts";

/** The project's own kernels, by the names that `fused` asks for. */
export function fusedKernels(heap: WasmHeap, simd: SimdKernels): readonly KernelConfig[] {
  const at = (tensor: TensorInfo) => offsetOf(heap, tensor);
  const like = ({ shape }: TensorInfo) => heap.makeOutput(shape, "float32");

  const kernels: { readonly [name: string]: Run } = {
    AdamW: (inputs, attrs) => {
      const [p, m, v, g, clip] = ["p", "m", "v", "g", "clip"].map((name) => required(inputs, name));
      const next = [like(p), like(p), like(p)] as const;
      const [nextP, nextM, nextV] = next.map(at);
      const { beta1, beta2, gain1, gain2, shrink, rate, epsilon } = numbers(attrs);
      const count = sizeOf(p.shape);
      simd.adamW(
        at(p),
        at(m),
        at(v),
        at(g),
        at(clip),
        nextP,
        nextM,
        nextV,
        count,
        beta1,
        beta2,
        gain1,
        gain2,
        shrink,
        rate,
        epsilon,
      );
      return [...next];
    },
    LayerNorm: (inputs, { epsilon }) => {
      const [x, weight, bias] = ["x", "weight", "bias"].map((name) => required(inputs, name));
      const [rows, width] = rowsOf(x);
      const [y, xHat, scale] = [like(x), like(x), heap.makeOutput([rows, 1], "float32")];
      const parameters = [at(weight), at(bias)] as const;
      simd.layerNorm(at(x), ...parameters, at(xHat), at(scale), at(y), rows, width, Number(epsilon));
      return [y, xHat, scale];
    },
    LayerNormGradient: (inputs) => {
      const [dy, xHat, scale, weight] = ["dy", "xHat", "scale", "weight"].map((name) =>
        required(inputs, name)
      );
      const [rows, width] = rowsOf(dy);
      const [dx, dWeight, dBias] = [like(dy), zeroFloats(heap, [width]), zeroFloats(heap, [width])];
      const given = [at(dy), at(xHat), at(scale), at(weight)] as const;
      simd.layerNormGradient(...given, at(dx), at(dWeight), at(dBias), rows, width);
      return [dx, dWeight, dBias];
    },
    Modulate: (inputs, { offset }) => {
      const [x, scale, shift] = ["x", "scale", "shift"].map((name) => required(inputs, name));
      const y = like(x);
      simd.modulate(at(x), at(scale), at(shift), at(y), sizeOf(x.shape), Number(offset));
      return y;
    },
    ModulateGradient: (inputs, { offset }) => {
      const [dy, x, scale] = ["dy", "x", "scale"].map((name) => required(inputs, name));
      const [dx, dScale] = [like(x), like(x)];
      const places = [at(dy), at(x), at(scale), at(dx), at(dScale)] as const;
      simd.modulateGradient(...places, sizeOf(x.shape), Number(offset));
      return [dx, dScale];
    },
    ScaleShift: (inputs, { factor, shift }) => {
      const x = required(inputs, "x");
      const y = like(x);
      simd.scaleShift(at(x), at(y), sizeOf(x.shape), Number(factor), Number(shift));
      return y;
    },
    SoftmaxRows: (inputs, { factor }) => {
      const [scores, { mask }] = [required(inputs, "scores"), inputs];
      const [rows, width] = rowsOf(scores);
      const weights = like(scores);
      const period = mask ? rowsOf(mask)[0] : 1;
      const masked = mask ? at(mask) : 0;
      simd.softmaxRows(at(scores), masked, at(weights), rows, width, period, Number(factor));
      return weights;
    },
    SoftmaxRowsGradient: (inputs, { factor }) => {
      const [weights, dWeights] = [required(inputs, "weights"), required(inputs, "dWeights")];
      const dScores = like(weights);
      simd.softmaxRowsGradient(
        at(weights),
        at(dWeights),
        at(dScores),
        ...rowsOf(weights),
        Number(factor),
      );
      return dScores;
    },
    UnpackBytes: (inputs) => {
      const x = required(inputs, "x");
      const y = like(x);
      simd.unpackBytes(at(x), at(y), sizeOf(x.shape));
      return y;
    },
  };
  return Object.entries(kernels).map(([kernelName, run]): KernelConfig => ({
    kernelName,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => run(inputs, attrs ?? {}),
  }));
}

function numbers(attrs: Attributes): { readonly [name: string]: number } {
  return Object.fromEntries(Object.entries(attrs).map(([name, value]) => [name, Number(value)]));
}

type Inputs = { readonly [name: string]: TensorInfo | undefined };
type Attributes = { readonly [name: string]: unknown };
type Run = (inputs: Inputs, attrs: Attributes) => TensorInfo | TensorInfo[];

/** A bias and an activation in one pass (`Bias`, `BiasGelu`, …), their gradients in one, and `SumRows`. */
export function activationKernels(heap: WasmHeap, simd: SimdKernels): readonly KernelConfig[] {
  const at = (tensor: TensorInfo | undefined) => tensor ? offsetOf(heap, tensor) : 0;
  const backendName = "wasm";

  const forward = (kernelName: string, run: ActivationRows): KernelConfig => ({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs }) => {
      const x = required(inputs, "x");
      const y = attrs?.overwrite ? sharedAs(heap, x, x.shape) : heap.makeOutput(x.shape, "float32");
      const derivative = attrs?.derivative ? heap.makeOutput(x.shape, "float32") : undefined;
      run(at(x), at(inputs.bias), at(y), at(derivative), ...rowsOf(x));
      return derivative ? [y, derivative] : [y];
    },
  });

  const gradient = (kernelName: string, rectify: boolean): KernelConfig => ({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs }) => {
      const [dy, derivative] = [required(inputs, "dy"), required(inputs, "derivative")];
      const [rows, width] = rowsOf(dy);
      const dz = heap.makeOutput(dy.shape, "float32");
      const run = (sums: number, totals: number) =>
        simd.slopeRows(Number(rectify), at(dy), at(derivative), at(dz), sums, totals, rows, width);
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
      withScratch(heap, width, (sums) => simd.addRows(at(x), sums, at(totals), rows, width));
      return totals;
    },
  };

  return [
    forward("Bias", (x, bias, y, _, ...size) => simd.biasRows(0, x, bias, y, ...size)),
    forward("BiasRelu", (x, bias, y, _, ...size) => simd.biasRows(1, x, bias, y, ...size)),
    forward("BiasGelu", simd.gelu),
    forward("BiasSilu", simd.silu),
    gradient("ActivationGradient", false),
    gradient("ReluGradient", true),
    sumRows,
  ];
}

/** Rows of y = f(x + bias) and the derivative of f there; offsets, 0 for no bias and no derivative. */
type ActivationRows = (
  x: number,
  bias: number,
  y: number,
  derivative: number,
  rows: number,
  width: number,
) => void;

/** `EppsPulley`: distances of the columns of `[B, M]` from a standard normal and the derivative of their mean. */
export function eppsPulley(heap: WasmHeap, simd: SimdKernels): KernelConfig {
  return {
    kernelName: "EppsPulley",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [x, table] = [required(inputs, "x"), required(inputs, "table")];
      const [rows, columns] = x.shape;
      const knots = table.shape[1];
      const distances = heap.makeOutput([columns], "float32");
      const derivative = attrs?.derivative ? heap.makeOutput(x.shape, "float32") : undefined;
      withScratch(heap, 8 * (rows + knots), (scratch) => {
        const [from, given, to] = [x, table, distances].map((tensor) => offsetOf(heap, tensor));
        const derivatives = derivative ? offsetOf(heap, derivative) : 0;
        const gain = 2 / (rows * columns);
        const size = [rows, columns, columns, knots] as const;
        simd.eppsPulley(from, given, scratch, to, derivatives, ...size, Number(attrs?.step), gain);
      });
      return derivative ? [distances, derivative] : [distances];
    },
  };
}
