import type { KernelConfig } from "@tensorflow/tfjs-core";
import { type Crew, type Cut, inRanges, partsOf } from "./crew.ts";
import { offsetOf, required, type WasmHeap, withScratch } from "./heap.ts";

/** How heads are spread: nanoseconds of a head's two products and its softmax, roughly. */
function cutOf([B, T, H, width]: readonly number[]): Cut {
  return { count: B * H, grain: 1, cost: B * H * T * T * (4 + width / 30) };
}

/** `Attention` and `AttentionGradient` on `[B, T, H, d]`; values may have a width of their own. */
export function attentionKernels(heap: WasmHeap, crew: Crew): readonly KernelConfig[] {
  const forward: KernelConfig = {
    kernelName: "Attention",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [query, key, value] = ["query", "key", "value"].map((name) => required(inputs, name));
      const [B, T, H, width] = query.shape;
      const shares = heap.makeOutput([B, H, T, T], "float32");
      const y = heap.makeOutput(value.shape, "float32");
      const places = [query, key, value, y, shares].map((tensor) => offsetOf(heap, tensor));
      const mask = inputs.mask ? offsetOf(heap, inputs.mask) : 0;
      const sizes = [T, H, width, value.shape[3], Number(attrs?.factor)];
      inRanges(crew, "attention", cutOf(query.shape), (from, to) => [...places, mask, ...sizes, from, to]);
      return [y, shares];
    },
  };

  const gradient: KernelConfig = {
    kernelName: "AttentionGradient",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [dy, query, key, value, shares] = ["dy", "query", "key", "value", "shares"]
        .map((name) => required(inputs, name));
      const [, T, H, width] = query.shape;
      const outputs = [query, key, value].map(({ shape }) => heap.makeOutput(shape, "float32"));
      const cut = cutOf(query.shape);
      withScratch(heap, partsOf(crew, "attentionGradient", cut) * T * T, (slopes) => {
        const places = [dy, query, key, value, shares, ...outputs].map((tensor) => offsetOf(heap, tensor));
        const sizes = [T, H, width, value.shape[3], Number(attrs?.factor)];
        inRanges(crew, "attentionGradient", cut, (from, to, part) => [
          ...places,
          slopes + part * T * T * 4,
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
