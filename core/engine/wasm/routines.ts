import type { Assembly, Geometry } from "./assembly.ts";
import { type Multiply, unpackProduct, withSmallProducts } from "./matmul.ts";

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
function clearImages(assembly: Assembly, images: number, { fromRow, toRow }: Part, geometry: Geometry): void {
  const [height, width, channels, outHeight] = geometry;
  const size = height * width * channels;
  const [first, end] = [Math.ceil(fromRow / outHeight), Math.ceil(toRow / outHeight)];
  assembly.clear(images + first * size * FLOAT, (end - first) * size);
}

/**
 * Convolutions of some rows of results, `outHeight` an image. The places are those of images, results, filter and a
 * scratch for the columns of `rowsAtOnce` rows.
 */
export function convolutionRoutines(multiply: Multiply, assembly: Assembly): Routines {
  return {
    /** Results: patches as a matrix times the filter. */
    convolve: (images, results, filter, columns, from, to, ...rest) => {
      const [sizes, geometry] = [rest as [...ConvolutionSizes], rest.slice(3) as [...Geometry]];
      const [n, , k] = sizes;
      const common = { transposeA: false, transposeB: false, accumulate: false, n, k, a: columns, b: filter };
      eachPart(from, to, sizes, (part) => {
        assembly.moveColumns(true, images, columns, part.fromRow, part.toRow, ...geometry);
        multiply({ ...common, m: part.patches, c: results + part.results });
      });
    },
    /** Gradients of whole images: results times the filter's transpose, each added to its pixel. */
    convolveBack: (images, results, filter, columns, from, to, ...rest) => {
      const [sizes, geometry] = [rest as [...ConvolutionSizes], rest.slice(3) as [...Geometry]];
      const [k, , n] = sizes;
      const common = { transposeA: false, transposeB: true, accumulate: false, n, k, b: filter, c: columns };
      eachPart(from, to, sizes, (part) => {
        clearImages(assembly, images, part, geometry);
        multiply({ ...common, m: part.patches, a: results + part.results });
        assembly.moveColumns(false, images, columns, part.fromRow, part.toRow, ...geometry);
      });
    },
    /** Gradient of the filter, added to what is there: the transposed patches times the results. */
    convolveFilter: (images, results, filter, columns, from, to, ...rest) => {
      const [sizes, geometry] = [rest as [...ConvolutionSizes], rest.slice(3) as [...Geometry]];
      const [n, , m] = sizes;
      const common = { transposeA: true, transposeB: false, accumulate: true, m, n, a: columns, c: filter };
      eachPart(from, to, sizes, (part) => {
        assembly.moveColumns(true, images, columns, part.fromRow, part.toRow, ...geometry);
        multiply({ ...common, k: part.patches, b: results + part.results });
      });
    },
  };
}

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

/** A computation on the heap that any thread can run: numbers in, places among them as byte offsets. */
export type Routine = (...given: number[]) => void;

/** Routines by name. */
export type Routines = { readonly [name: string]: Routine };

/**
 * What a thread can compute: the compiled kernels, and all that multiplies where it has products.
 *
 * @param multiply Products by this thread alone.
 */
export function routinesOf(assembly: Assembly, multiply?: Multiply): Routines {
  // Flags are 0 and 1 to WebAssembly.
  const compiled = { ...assembly } as object as Routines;
  if (!multiply) return compiled;
  return {
    ...compiled,
    product: (...packed) => multiply(unpackProduct(packed)),
    ...attentionRoutines(multiply, assembly),
    ...convolutionRoutines(multiply, assembly),
  };
}
