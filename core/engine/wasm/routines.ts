import type { Geometry, SimdKernels } from "./simd.ts";
import { type Gemm, unpackGemm, withSmallGemm } from "./matmul.ts";

/** Bytes of a float. */
const FLOAT = 4;

/** Multiplications up to which a loop of ours beats a call of BLAS: measured. */
const BEATS_BLAS = 1024;

/** A computation on the heap that any thread can run: numbers in, places among them as byte offsets. */
export type Routine = (...given: number[]) => void;

/** Routines by name. */
export type Routines = { readonly [name: string]: Routine };

/**
 * What a thread can compute: the compiled kernels, and all that multiplies where it has a gemm.
 *
 * @param gemm Matmuls by this thread alone.
 */
export function routinesOf(simd: SimdKernels, gemm?: Gemm): Routines {
  const compiled: Routines = { ...simd };
  if (!gemm) return compiled;
  return {
    ...compiled,
    gemm: (...packed) => gemm(unpackGemm(packed)),
    ...attentionRoutines(gemm, simd),
    ...convolutionRoutines(gemm, simd),
  };
}

/**
 * `attention` and `attentionGradient` of some heads. Matmuls read and write one head in place, so nothing is
 * transposed, and a head's scores stay in the cache from the first matmul to the last.
 */
export function attentionRoutines(native: Gemm, simd: SimdKernels): Routines {
  const gemm = withSmallGemm(simd, native, BEATS_BLAS);
  const plain = { transposeA: false, transposeB: false, accumulate: false } as const;
  return {
    /**
     * Places of query, key, value, result, weights and mask (0 for none); then sizes, floats from one time to the next
     * of query and key and of value, factor and range of heads.
     */
    attention: (
      query,
      key,
      value,
      y,
      weights,
      mask,
      T,
      H,
      width,
      wide,
      stride,
      strideV,
      factor,
      from,
      to,
    ) => {
      const scored = { ...plain, transposeB: true, m: T, n: T, k: width, strideA: stride, strideB: stride };
      const weighted = { ...plain, m: T, n: wide, k: T, strideB: strideV, strideC: H * wide };
      eachHead([H, from, to], (b, h, head) => {
        const scores = weights + head * T * T * FLOAT;
        const atQ = (b * T * stride + h * width) * FLOAT;
        const atV = (b * T * strideV + h * wide) * FLOAT;
        gemm({ ...scored, a: query + atQ, b: key + atQ, c: scores });
        simd.softmaxRows(scores, mask, scores, T, T, T, factor);
        gemm({ ...weighted, a: scores, b: value + atV, c: y + (b * T * H + h) * wide * FLOAT });
      });
    },
    /** Places of dy, query, key, value, weights, their gradients, scratch of T·T floats, then as above. */
    attentionGradient: (...given) => {
      const [dy, query, key, value, weights, dQuery, dKey, dValue, dScores] = given;
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
      const weighted = {
        ...plain,
        transposeA: true,
        m: T,
        n: wide,
        k: T,
        strideB: H * wide,
        strideC: strideV,
      };
      eachHead([H, from, to], (b, h, head) => {
        const used = weights + head * T * T * FLOAT;
        const atY = (b * T * H + h) * wide * FLOAT;
        const atQ = (b * T * stride + h * width) * FLOAT;
        const atV = (b * T * strideV + h * wide) * FLOAT;
        gemm({ ...compared, a: dy + atY, b: value + atV, c: dScores });
        simd.softmaxRowsGradient(used, dScores, dScores, T, T, factor);
        gemm({ ...narrow, a: dScores, b: key + atQ, c: dQuery + atQ });
        gemm({ ...narrow, transposeA: true, a: dScores, b: query + atQ, c: dKey + atQ });
        gemm({ ...weighted, a: used, b: dy + atY, c: dValue + atV });
      });
    },
  };
}

/** Calls for some of the heads, counted over the batch, with the head's row of the batch and its number in it. */
function eachHead(
  [H, from, to]: readonly [number, number, number],
  visit: (b: number, h: number, head: number) => void,
): void {
  for (let head = from; head < to; head++) visit(Math.floor(head / H), head % H, head);
}

/**
 * Convolutions of some rows of results, `outHeight` an image. The places are those of images, results, filter and a
 * scratch for the columns of `rowsAtOnce` rows.
 */
export function convolutionRoutines(gemm: Gemm, simd: SimdKernels): Routines {
  return {
    /** Results: patches as a matrix times the filter. */
    convolve: (images, results, filter, columns, from, to, ...rest) => {
      const [sizes, geometry] = [rest as [...ConvolutionSizes], rest.slice(3) as [...Geometry]];
      const [n, , k] = sizes;
      const common = { transposeA: false, transposeB: false, accumulate: false, n, k, a: columns, b: filter };
      eachPart(from, to, sizes, (part) => {
        simd.moveColumns(1, images, columns, part.fromRow, part.toRow, ...geometry);
        gemm({ ...common, m: part.patches, c: results + part.results });
      });
    },
    /** Gradients of whole images: results times the filter's transpose, each added to its pixel. */
    convolveBack: (images, results, filter, columns, from, to, ...rest) => {
      const [sizes, geometry] = [rest as [...ConvolutionSizes], rest.slice(3) as [...Geometry]];
      const [k, , n] = sizes;
      const common = { transposeA: false, transposeB: true, accumulate: false, n, k, b: filter, c: columns };
      eachPart(from, to, sizes, (part) => {
        clearImages(simd, images, part, geometry);
        gemm({ ...common, m: part.patches, a: results + part.results });
        simd.moveColumns(0, images, columns, part.fromRow, part.toRow, ...geometry);
      });
    },
    /** Gradient of the filter, added to what is there: the transposed patches times the results. */
    convolveFilter: (images, results, filter, columns, from, to, ...rest) => {
      const [sizes, geometry] = [rest as [...ConvolutionSizes], rest.slice(3) as [...Geometry]];
      const [n, , m] = sizes;
      const common = { transposeA: true, transposeB: false, accumulate: true, m, n, a: columns, c: filter };
      eachPart(from, to, sizes, (part) => {
        simd.moveColumns(1, images, columns, part.fromRow, part.toRow, ...geometry);
        gemm({ ...common, k: part.patches, b: results + part.results });
      });
    },
  };
}

/**
 * Sizes that all three routines take, after their places and their range: channels of the results, rows at once, and
 * floats of a patch.
 */
export type ConvolutionSizes = readonly [
  outChannels: number,
  rowsAtOnce: number,
  patch: number,
  ...geometry: Geometry,
];

/** Some rows of results, counted over all images. */
interface Part {
  readonly fromRow: number;
  readonly toRow: number;
  /** Results, i.e. rows of the column matrix. */
  readonly patches: number;
  /** Bytes before the first result. */
  readonly results: number;
}

function eachPart(
  from: number,
  to: number,
  [outChannels, atOnce, , ...geometry]: ConvolutionSizes,
  visit: (part: Part) => void,
) {
  const outWidth = geometry[4];
  for (let fromRow = from; fromRow < to; fromRow += atOnce) {
    const toRow = Math.min(to, fromRow + atOnce);
    const results = fromRow * outWidth * outChannels * FLOAT;
    visit({ fromRow, toRow, patches: (toRow - fromRow) * outWidth, results });
  }
}

/** Clears the images that begin in a part, so that they are in the cache when they are added to. */
function clearImages(simd: SimdKernels, images: number, { fromRow, toRow }: Part, geometry: Geometry): void {
  const [height, width, channels, outHeight] = geometry;
  const size = height * width * channels;
  const [first, end] = [Math.ceil(fromRow / outHeight), Math.ceil(toRow / outHeight)];
  simd.clear(images + first * size * FLOAT, (end - first) * size);
}
