import type { Assembly } from "./assembly.ts";
import { type Multiply, stridesOf } from "./product.ts";

/**
 * The same products, small ones by a compiled loop, which is done before a library has been called.
 *
 * @param most Multiplications of a product that is small.
 */
export function withSmallProducts(assembly: Assembly, multiply: Multiply, most: number): Multiply {
  return (product) => {
    const { transposeA, transposeB, m, n, k, a, b, c, accumulate } = product;
    const both = transposeA && transposeB;
    if (m * n * k > most || k === 0 || accumulate || both) return multiply(product);
    const [strideA, strideB, strideC] = stridesOf(product);
    if (transposeB) return assembly.smallProductOfRows(m, n, k, a, b, c, strideA, strideB, strideC);
    const [nextRow, next] = transposeA ? [1, strideA] : [strideA, 1];
    assembly.smallProduct(m, n, k, a, b, c, nextRow, next, strideB, strideC);
  };
}
