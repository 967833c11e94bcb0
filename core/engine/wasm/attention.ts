import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs-core";
import { type Cut, parallelFor, partsOf, type ThreadPool } from "./threads.ts";
import { offsetOf, required, type WasmHeap, withScratch } from "./heap.ts";

type Inputs = { readonly [name: string]: TensorInfo | undefined };

/** Query, key and value: three tensors, or one with them side by side. */
interface Heads {
  /** B, T, H and the heads' width. */
  readonly shape: readonly [number, number, number, number];
  /** Width of the values' heads. */
  readonly wide: number;
  /** Shapes of the tensors. */
  readonly shapes: readonly (readonly number[])[];
  /** Where query, key and value begin in tensors of these shapes. */
  readonly places: (tensors: readonly TensorInfo[]) => readonly number[];
  /** T, H, widths, and floats from one time to the next of query and key and of value. */
  readonly sizes: readonly number[];
}

function apart(heap: WasmHeap, tensors: readonly TensorInfo[]): Heads {
  const [query, , value] = tensors;
  const [B, T, H, width] = query.shape;
  const wide = value.shape[3];
  return {
    shape: [B, T, H, width],
    wide,
    shapes: tensors.map(({ shape }) => shape),
    places: (tensors) => tensors.map((tensor) => offsetOf(heap, tensor)),
    sizes: [T, H, width, wide, H * width, H * wide],
  };
}

/** One tensor `[B, T, 3, H, d]`. */
function together(heap: WasmHeap, { shape }: TensorInfo): Heads {
  const [B, T, , H, width] = shape;
  return {
    shape: [B, T, H, width],
    wide: width,
    shapes: [shape],
    places: ([joint]) => [0, 1, 2].map((part) => offsetOf(heap, joint) + part * H * width * 4),
    sizes: [T, H, width, width, 3 * H * width, 3 * H * width],
  };
}

/** How heads are cut: nanoseconds of a head's two matmuls and its softmax, roughly. */
function cutOf({ shape: [B, T, H, width] }: Heads): Cut {
  return { count: B * H, grain: 1, cost: B * H * T * T * (4 + width / 30) };
}

/**
 * `Attention` and `AttentionGradient` of `query`, `key` and `value`, each `[B, T, H, d]`, where values may have a width
 * of their own; or of `joint`, `[B, T, 3, H, d]`, which holds the three.
 */
export function attentionKernels(heap: WasmHeap, pool: ThreadPool): readonly KernelConfig[] {
  const given = (inputs: Inputs): [readonly TensorInfo[], Heads] => {
    if (inputs.joint) return [[inputs.joint], together(heap, inputs.joint)];
    const tensors = ["query", "key", "value"].map((name) => required(inputs, name));
    return [tensors, apart(heap, tensors)];
  };

  const forward: KernelConfig = {
    kernelName: "Attention",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [tensors, heads] = given(inputs);
      const [B, T, H] = heads.shape;
      const weights = heap.makeOutput([B, H, T, T], "float32");
      const y = heap.makeOutput([B, T, H, heads.wide], "float32");
      const places = [...heads.places(tensors), offsetOf(heap, y), offsetOf(heap, weights)];
      const mask = inputs.mask ? offsetOf(heap, inputs.mask) : 0;
      const sizes = [...heads.sizes, Number(attrs?.factor)];
      parallelFor(pool, "attention", cutOf(heads), (from, to) => [...places, mask, ...sizes, from, to]);
      return [y, weights];
    },
  };

  const gradient: KernelConfig = {
    kernelName: "AttentionGradient",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [dy, weights] = [required(inputs, "dy"), required(inputs, "weights")];
      const [tensors, heads] = given(inputs);
      const T = heads.shape[1];
      const outputs = heads.shapes.map((shape) => heap.makeOutput([...shape], "float32"));
      const cut = cutOf(heads);
      withScratch(heap, partsOf(pool, "attentionGradient", cut) * T * T, (dScores) => {
        const places = [offsetOf(heap, dy), ...heads.places(tensors), offsetOf(heap, weights)];
        const sizes = [...heads.sizes, Number(attrs?.factor)];
        parallelFor(pool, "attentionGradient", cut, (from, to, part) => [
          ...places,
          ...heads.places(outputs),
          dScores + part * T * T * 4,
          ...sizes,
          from,
          to,
        ]);
      });
      return outputs;
    },
  };
  return [forward, gradient];
}
