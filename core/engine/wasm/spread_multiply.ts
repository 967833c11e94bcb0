import { type Crew, inRanges } from "./crew.ts";
import { type Multiply, packProduct, stridesOf } from "./product.ts";

/** Multiplications a nanosecond on one thread, roughly. */
const SPEED = 60;

/** Rows or columns that native products take at once. */
const GRAIN = 16;

/** Products whose rows or columns, whichever are more, are spread over a crew. */
export function spreadMultiply(crew: Crew): Multiply {
  return (product) => {
    const { transposeA, transposeB, m, n, k, a, b, c } = product;
    const [strideA, strideB, strideC] = stridesOf(product);
    const dense = { ...product, strideA, strideB, strideC };
    const cost = m * n * k / SPEED;
    if (m >= n) {
      const step = transposeA ? 1 : strideA;
      inRanges(
        crew,
        "product",
        { count: m, grain: GRAIN, cost },
        (from, to) =>
          packProduct({ ...dense, m: to - from, a: a + 4 * from * step, c: c + 4 * from * strideC }),
      );
    } else {
      const step = transposeB ? strideB : 1;
      inRanges(
        crew,
        "product",
        { count: n, grain: GRAIN, cost },
        (from, to) => packProduct({ ...dense, n: to - from, b: b + 4 * from * step, c: c + 4 * from }),
      );
    }
  };
}
