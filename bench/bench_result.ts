import type { Spread } from "./spread.ts";

/** The largest error of some tensors, and whose it is. */
export interface WorstError {
  /** Largest difference ÷ the tensor's largest absolute value. */
  readonly error: number;
  /** Name of the tensor. */
  readonly tensor: string;
}

/** How far two first rounds from the same weights are apart; what a kind of work does not have is left out. */
export interface AnswerErrors {
  /** Relative difference of the first loss. */
  readonly lossError?: number;
  /** Relative difference of the first gradient norm. */
  readonly gradNormError?: number;
  /** The worst of the first gradients. */
  readonly gradientError?: WorstError;
  /** Largest relative difference of a score of the first candidates. */
  readonly scoreError?: number;
}

/** The same without the native library: products by XNNPACK. */
export interface WithoutBlas {
  /** Our milliseconds, median. */
  readonly oursMs: number;
  /** Peer's time ÷ ours, turn by turn. */
  readonly ratio?: Spread;
}

/** One line of the result. */
export interface BenchResult extends AnswerErrors {
  /** What was timed. */
  readonly name: string;
  /** Turns that the figures are of. */
  readonly turns: number;
  /** Our milliseconds, median. */
  readonly oursMs: number;
  /** Our milliseconds. */
  readonly ours: Spread;
  /** The peer's milliseconds, median. */
  readonly peerMs?: number;
  /** The peer's milliseconds. */
  readonly peer?: Spread;
  /** Peer's time ÷ ours, turn by turn, for the same mathematics; above 1 we are faster. */
  readonly ratio?: Spread;
  /** The time of a peer in its plain form ÷ ours: what is saved by algorithm, too. */
  readonly saved?: Spread;
  /** The peer's setting: the fastest of those tried. */
  readonly peerSetting?: string;
  /** Milliseconds of every setting that was tried. */
  readonly peerTried?: { readonly [setting: string]: number };
  /** Operations of our matrix products ÷ those that the measured sgemm could do in our whole time. */
  readonly sgemmShare?: number;
  /** Milliseconds that are not spent in matrix products. */
  readonly outsideProductsMs?: number;
  /** The same without BLAS. */
  readonly noBlas?: WithoutBlas;
  /** What is done a second, where that says more than milliseconds, and of what. */
  readonly rate?: { readonly perSecond: Spread; readonly unit: string };
}
