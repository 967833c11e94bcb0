import { BatchMatMul, broadcast_util, type KernelConfig, type TensorInfo } from "@tensorflow/tfjs-core";
import { InputError } from "../../errors.ts";
import { floatsOf, offsetOf, required, sizeOf, type WasmHeap } from "./heap.ts";
import type { Gemm } from "./matmul.ts";

/** `BatchMatMul` with either operand transposed and any broadcasting of the leading axes. */
export function batchMatMul(heap: WasmHeap, gemm: Gemm): KernelConfig {
  return {
    kernelName: BatchMatMul,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const [a, b] = [required(inputs, "a"), required(inputs, "b")];
      const [transposeA, transposeB] = [Boolean(attrs?.transposeA), Boolean(attrs?.transposeB)];
      const [m, k] = transposeA ? a.shape.slice(-2).toReversed() : a.shape.slice(-2);
      const [inner, n] = transposeB ? b.shape.slice(-2).toReversed() : b.shape.slice(-2);
      if (inner !== k || a.dtype !== "float32" || b.dtype !== "float32") {
        throw new InputError(
          `Cannot multiply [${a.shape}] and [${b.shape}]: sums over ${k} and ${inner}, types ${a.dtype} and ${b.dtype}, expected the same length and float32`,
        );
      }
      const lead = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
      const out = heap.makeOutput([...lead, m, n], "float32");
      const at = { a: offsetOf(heap, a), b: offsetOf(heap, b), c: offsetOf(heap, out) };
      const common = { transposeA, transposeB, n, k, accumulate: false };
      const batch = sizeOf(lead);
      if (batch * m * n === 0) return out;
      if (k === 0) {
        floatsOf(heap).fill(0, at.c / 4, at.c / 4 + batch * m * n);
        return out;
      }
      // One matrix for the whole batch: the batch is more rows.
      if (!transposeA && sizeOf(b.shape) === k * n) {
        gemm({ ...common, m: batch * m, ...at });
        return out;
      }
      const aIndex = batchIndices(a, lead);
      const bIndex = batchIndices(b, lead);
      for (let i = 0; i < batch; i++) {
        const [aFrom, bFrom] = [at.a + aIndex[i] * m * k * 4, at.b + bIndex[i] * k * n * 4];
        gemm({ ...common, m, a: aFrom, b: bFrom, c: at.c + i * m * n * 4 });
      }
      return out;
    },
  };
}

/** Which matrix of a tensor belongs to each of the broadcast leading shape. */
function batchIndices({ shape }: TensorInfo, lead: readonly number[]): Int32Array {
  const own = [...Array(lead.length + 2 - shape.length).fill(1), ...shape.slice(0, -2)];
  let indices = Int32Array.of(0);
  own.forEach((length, axis) => {
    const next = new Int32Array(indices.length * lead[axis]);
    for (let i = 0; i < next.length; i++) {
      next[i] = indices[Math.floor(i / lead[axis])] * length + (length === 1 ? 0 : i % lead[axis]);
    }
    indices = next;
  });
  return indices;
}
