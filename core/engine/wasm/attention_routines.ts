import type { Assembly } from "./assembly.ts";
import type { Multiply } from "./product.ts";
import type { Routines } from "./routines.ts";

const FLOAT = 4;

/** Calls for some of the heads, counted over the batch, with the place of each in `[B, T, H, …]` without T. */
function eachHead(
  [T, H, from, to]: readonly [number, number, number, number],
  visit: (place: number, head: number) => void,
): void {
  for (let head = from; head < to; head++) visit(Math.floor(head / H) * T * H + head % H, head);
}

/**
 * `attention` and `attentionGradient` of some heads. Products read and write one head in place, so nothing is
 * transposed, and a head's scores stay in the cache from the first product to the last.
 */
export function attentionRoutines(multiply: Multiply, assembly: Assembly): Routines {
  const plain = { transposeA: false, transposeB: false, accumulate: false } as const;
  return {
    /** Places of query, key, value, result, shares and mask (0 for none), then sizes, factor and range of heads. */
    attention: (query, key, value, y, shares, mask, T, H, width, wide, factor, from, to) => {
      const [stride, strideV] = [H * width, H * wide];
      const scored = { ...plain, transposeB: true, m: T, n: T, k: width, strideA: stride, strideB: stride };
      const mixed = { ...plain, m: T, n: wide, k: T, strideB: strideV, strideC: strideV };
      eachHead([T, H, from, to], (place, head) => {
        const scores = shares + head * T * T * FLOAT;
        const [atQ, atV] = [place * width * FLOAT, place * wide * FLOAT];
        multiply({ ...scored, a: query + atQ, b: key + atQ, c: scores });
        assembly.softmaxRows(scores, mask, scores, T, T, T, factor);
        multiply({ ...mixed, a: scores, b: value + atV, c: y + atV });
      });
    },
    /** Places of dy, query, key, value, shares, their gradients, scratch of T·T floats, then as above. */
    attentionGradient: (...given) => {
      const [dy, query, key, value, shares, dQuery, dKey, dValue, slopes] = given;
      const [T, H, width, wide, factor, from, to] = given.slice(9);
      const [stride, strideV] = [H * width, H * wide];
      const compared = {
        ...plain,
        transposeB: true,
        m: T,
        n: T,
        k: wide,
        strideA: strideV,
        strideB: strideV,
      };
      const narrow = { ...plain, m: T, n: width, k: T, strideB: stride, strideC: stride };
      const mixed = {
        ...plain,
        transposeA: true,
        m: T,
        n: wide,
        k: T,
        strideB: strideV,
        strideC: strideV,
      };
      eachHead([T, H, from, to], (place, head) => {
        const used = shares + head * T * T * FLOAT;
        const [atQ, atV] = [place * width * FLOAT, place * wide * FLOAT];
        multiply({ ...compared, a: dy + atV, b: value + atV, c: slopes });
        assembly.softmaxRowsGradient(used, slopes, slopes, T, T, factor);
        multiply({ ...narrow, a: slopes, b: key + atQ, c: dQuery + atQ });
        multiply({ ...narrow, transposeA: true, a: slopes, b: query + atQ, c: dKey + atQ });
        multiply({ ...mixed, a: used, b: dy + atV, c: dValue + atV });
      });
    },
  };
}
