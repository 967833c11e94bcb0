import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs-core";
import type { Assembly } from "./assembly.ts";
import { offsetOf, required, type WasmHeap, withScratch } from "./heap.ts";
import type { Multiply } from "./product.ts";

const FLOAT = 4;

/** Calls for every head of every row of the batch, with its number in `[B, T, H, …]` without T, and in `[B, H]`. */
function eachHead([B, T, H]: readonly number[], visit: (place: number, head: number) => void): void {
  for (let b = 0; b < B; b++) {
    for (let h = 0; h < H; h++) visit(b * T * H + h, b * H + h);
  }
}

/**
 * `Attention` and `AttentionGradient` on `[B, T, H, d]`; values may have a width of their own. Products read and write
 * one head in place, so nothing is transposed, and a head's scores stay in the cache from the first product to the
 * last.
 */
export function attentionKernels(
  heap: WasmHeap,
  multiply: Multiply,
  assembly: Assembly,
): readonly KernelConfig[] {
  const plain = { transposeA: false, transposeB: false, accumulate: false } as const;
  /** Where a tensor begins, bytes of one of its places, and floats from one time to the next. */
  const open = (tensor: TensorInfo) => {
    const [, , H, width] = tensor.shape;
    return { start: offsetOf(heap, tensor), width, bytes: width * FLOAT, stride: H * width };
  };

  const forward: KernelConfig = {
    kernelName: "Attention",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [query, key, value] = ["query", "key", "value"].map((name) => required(inputs, name));
      const [B, T, H] = query.shape;
      const shares = heap.makeOutput([B, H, T, T], "float32");
      const y = heap.makeOutput(value.shape, "float32");
      const [q, k, v, to] = [query, key, value, y].map(open);
      const [s, mask] = [offsetOf(heap, shares), inputs.mask ? offsetOf(heap, inputs.mask) : 0];
      const scored = {
        ...plain,
        transposeB: true,
        m: T,
        n: T,
        k: q.width,
        strideA: q.stride,
        strideB: k.stride,
      };
      const mixed = { ...plain, m: T, n: v.width, k: T, strideB: v.stride, strideC: to.stride };
      eachHead(query.shape, (place, head) => {
        const scores = s + head * T * T * FLOAT;
        multiply({ ...scored, a: q.start + place * q.bytes, b: k.start + place * k.bytes, c: scores });
        assembly.softmaxRows(scores, mask, scores, T, T, T, Number(attrs?.factor));
        multiply({ ...mixed, a: scores, b: v.start + place * v.bytes, c: to.start + place * to.bytes });
      });
      return [y, shares];
    },
  };

  const gradient: KernelConfig = {
    kernelName: "AttentionGradient",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [dy, query, key, value, shares] = ["dy", "query", "key", "value", "shares"]
        .map((name) => required(inputs, name));
      const T = query.shape[1];
      const outputs = [query, key, value].map(({ shape }) => heap.makeOutput(shape, "float32"));
      withScratch(heap, T * T, (slopes) => {
        const [dY, q, k, v, dQ, dK, dV] = [dy, query, key, value, ...outputs].map(open);
        const s = offsetOf(heap, shares);
        const compared = {
          ...plain,
          transposeB: true,
          m: T,
          n: T,
          k: v.width,
          strideA: dY.stride,
          strideB: v.stride,
        };
        const narrow = { ...plain, m: T, n: q.width, k: T, strideB: q.stride, strideC: q.stride };
        const wide = {
          ...plain,
          transposeA: true,
          m: T,
          n: v.width,
          k: T,
          strideB: v.stride,
          strideC: v.stride,
        };
        eachHead(query.shape, (place, head) => {
          const used = s + head * T * T * FLOAT;
          const [atQ, atV] = [place * q.bytes, place * v.bytes];
          multiply({ ...compared, a: dY.start + atV, b: v.start + atV, c: slopes });
          assembly.softmaxRowsGradient(used, slopes, slopes, T, T, Number(attrs?.factor));
          multiply({ ...narrow, a: slopes, b: k.start + atQ, c: dQ.start + atQ });
          multiply({ ...narrow, transposeA: true, a: slopes, b: q.start + atQ, c: dK.start + atQ });
          multiply({ ...wide, a: used, b: dY.start + atV, c: dV.start + atV });
        });
      });
      return outputs;
    },
  };
  return [forward, gradient];
}
