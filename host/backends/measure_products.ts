import { matMul, ones } from "@tensorflow/tfjs-core";
import { read } from "../../core/engine/mod.ts";

/**
 * Measures matrix products on the open backend: 10⁹ floating-point operations a second, the best of some runs.
 *
 * @param size Side of the square matrices.
 * @param runs Products to time, after one that is not.
 */
export async function measureProducts(size: number, runs: number): Promise<number> {
  const [a, b] = [ones([size, size]), ones([size, size])];
  let best = Infinity;
  for (let run = 0; run <= runs; run++) {
    const start = performance.now();
    await read([matMul(a, b)]);
    if (run > 0) best = Math.min(best, performance.now() - start);
  }
  a.dispose();
  b.dispose();
  return 2 * size ** 3 / best / 1e6;
}
