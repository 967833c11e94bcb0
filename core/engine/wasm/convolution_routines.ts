import type { Assembly, Geometry } from "./assembly.ts";
import type { Multiply } from "./product.ts";
import type { Routines } from "./routines.ts";

const FLOAT = 4;

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
