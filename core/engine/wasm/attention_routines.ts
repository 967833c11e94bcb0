import type { Assembly } from "./assembly.ts";
import type { Multiply } from "./product.ts";
import type { Routines } from "./routines.ts";
import { withSmallProducts } from "./small_products.ts";

const FLOAT = 4;

/** Multiplications up to which a loop of ours beats a call of BLAS: measured. */
const BEATS_BLAS = 1024;

/** Calls for some of the heads, counted over the batch, with the head's row of the batch and its number in it. */
function eachHead(
  [H, from, to]: readonly [number, number, number],
  visit: (b: number, h: number, head: number) => void,
): void {
  for (let head = from; head < to; head++) visit(Math.floor(head / H), head % H, head);
}

/**
 * `attention` and `attentionGradient` of some heads. Products read and write one head in place, so nothing is
 * transposed, and a head's scores stay in the cache from the first product to the last.
 */
export function attentionRoutines(native: Multiply, assembly: Assembly): Routines {
  const multiply = withSmallProducts(assembly, native, BEATS_BLAS);
  const plain = { transposeA: false, transposeB: false, accumulate: false } as const;
  return {
    /**
     * Places of query, key, value, result, shares and mask (0 for none); then sizes, floats from one time to the next
     * of query and key and of value, factor and range of heads.
     */
    attention: (query, key, value, y, shares, mask, T, H, width, wide, stride, strideV, factor, from, to) => {
      const scored = { ...plain, transposeB: true, m: T, n: T, k: width, strideA: stride, strideB: stride };
      const mixed = { ...plain, m: T, n: wide, k: T, strideB: strideV, strideC: H * wide };
      eachHead([H, from, to], (b, h, head) => {
        const scores = shares + head * T * T * FLOAT;
        const atQ = (b * T * stride + h * width) * FLOAT;
        const atV = (b * T * strideV + h * wide) * FLOAT;
        multiply({ ...scored, a: query + atQ, b: key + atQ, c: scores });
        assembly.softmaxRows(scores, mask, scores, T, T, T, factor);
        multiply({ ...mixed, a: scores, b: value + atV, c: y + (b * T * H + h) * wide * FLOAT });
      });
    },
    /** Places of dy, query, key, value, shares, their gradients, scratch of T·T floats, then as above. */
    attentionGradient: (...given) => {
      const [dy, query, key, value, shares, dQuery, dKey, dValue, slopes] = given;
      const [T, H, width, wide, stride, strideV, factor, from, to] = given.slice(9);
      const compared = {
        ...plain,
        transposeB: true,
        m: T,
        n: T,
        k: wide,
        strideA: H * wide,
        strideB: strideV,
      };
      const narrow = { ...plain, m: T, n: width, k: T, strideB: stride, strideC: stride };
      const mixed = {
        ...plain,
        transposeA: true,
        m: T,
        n: wide,
        k: T,
        strideB: H * wide,
        strideC: strideV,
      };
      eachHead([H, from, to], (b, h, head) => {
        const used = shares + head * T * T * FLOAT;
        const atY = (b * T * H + h) * wide * FLOAT;
        const atQ = (b * T * stride + h * width) * FLOAT;
        const atV = (b * T * strideV + h * wide) * FLOAT;
        multiply({ ...compared, a: dy + atY, b: value + atV, c: slopes });
        assembly.softmaxRowsGradient(used, slopes, slopes, T, T, factor);
        multiply({ ...narrow, a: slopes, b: key + atQ, c: dQuery + atQ });
        multiply({ ...narrow, transposeA: true, a: slopes, b: query + atQ, c: dKey + atQ });
        multiply({ ...mixed, a: used, b: dy + atY, c: dValue + atV });
      });
    },
  };
}
