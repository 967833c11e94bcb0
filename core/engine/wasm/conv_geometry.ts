import { backend_util } from "@tensorflow/tfjs-core";
import { InputError } from "../../errors.ts";

/** The numbers of a 2-D convolution over images `[n, h, w, c]` with a filter `[kh, kw, c, d]`. */
export interface ConvGeometry {
  /** Images. */
  readonly batch: number;
  /** Rows of an image. */
  readonly inHeight: number;
  /** Pixels of a row. */
  readonly inWidth: number;
  /** Channels of a pixel. */
  readonly inChannels: number;
  /** Rows of a result. */
  readonly outHeight: number;
  /** Pixels of a row of the result. */
  readonly outWidth: number;
  /** Channels of the result. */
  readonly outChannels: number;
  /** Rows of the filter. */
  readonly filterHeight: number;
  /** Columns of the filter. */
  readonly filterWidth: number;
  /** Rows between two results. */
  readonly strideHeight: number;
  /** Pixels between two results. */
  readonly strideWidth: number;
  /** Rows between two taps of the filter. */
  readonly dilationHeight: number;
  /** Pixels between two taps. */
  readonly dilationWidth: number;
  /** Rows of zeros above. */
  readonly padTop: number;
  /** Zeros at the left. */
  readonly padLeft: number;
}

/** A kernel's attributes, as tfjs gives them. */
export type ConvAttributes = { readonly [name: string]: unknown } | undefined;

/**
 * Works out a convolution from a kernel's attributes.
 *
 * @throws {InputError} Unless channels are last.
 */
export function convGeometry(
  inShape: readonly number[],
  filterShape: readonly number[],
  attributes: ConvAttributes,
): ConvGeometry {
  const { strides, dilations = 1, pad, dataFormat = "NHWC", dimRoundingMode } = attributes ?? {};
  if (dataFormat !== "NHWC") {
    throw new InputError(`Cannot convolve: data format "${dataFormat}", expected "NHWC"`);
  }
  const [n, h, w, c] = inShape;
  const [kh, kw, , d] = filterShape;
  const { padInfo, ...info } = backend_util.computeConv2DInfo(
    [n, h, w, c],
    [kh, kw, c, d],
    strides as [number, number],
    dilations as [number, number],
    pad as Parameters<typeof backend_util.computeConv2DInfo>[4],
    dimRoundingMode as "floor" | "round" | "ceil",
  );
  return {
    batch: n,
    inHeight: h,
    inWidth: w,
    inChannels: c,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    outChannels: d,
    filterHeight: kh,
    filterWidth: kw,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    dilationHeight: info.dilationHeight,
    dilationWidth: info.dilationWidth,
    padTop: padInfo.top,
    padLeft: padInfo.left,
  };
}

/** Whether a patch is one pixel and each pixel a patch, so that the images themselves are the columns. */
export function isPointwise(g: ConvGeometry): boolean {
  return g.filterHeight * g.filterWidth * g.strideHeight * g.strideWidth === 1 &&
    g.outHeight === g.inHeight && g.outWidth === g.inWidth;
}
