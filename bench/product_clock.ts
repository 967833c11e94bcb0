import type { Gemm } from "../core/engine/mod.ts";

/** Counts matrix products and the time that they take. */
export class ProductClock {
  /** Floating-point operations: two for each multiplication of a product. */
  operations = 0;
  /** Milliseconds. */
  ms = 0;

  /** The same products, counted. */
  watch(multiply: Gemm): Gemm {
    return (product) => {
      const started = performance.now();
      multiply(product);
      this.ms += performance.now() - started;
      this.operations += 2 * product.m * product.n * product.k;
    };
  }
}
