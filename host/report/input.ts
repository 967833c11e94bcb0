/**
 * What a report is drawn from.
 *
 * @module
 */
import type { MetricsRow } from "../../core/train/metrics.ts";
import type { Json } from "../../core/types.ts";

/** A film of a planned episode, ready to be shown. */
export interface ReportFilm {
  /** File name in the run's `media/`, without ending. */
  readonly name: string;
  /** One sentence: what is seen and how it ended. */
  readonly caption: string;
  /** The GIF file; absent when it is gone. */
  readonly gif?: Uint8Array;
  /** A PNG of one frame, shown to readers whose system asks for less motion. */
  readonly still?: Uint8Array;
}

/** SIGReg's last value and its two landmarks. */
export interface SigregGauge {
  /** The last value, unweighted. */
  readonly value: number;
  /** Expected value for latents that follow the standard normal, 1.05 with 17 knots on [0, 3]. */
  readonly floor: number;
  /** Value when all latents are the same: 0.402·N for a batch of N tokens. */
  readonly collapse: number;
}

/** Effective rank of the latents beside the largest that it can be. */
export interface RankGauge {
  /** Effective rank, in [1, D]. */
  readonly value: number;
  /** D. */
  readonly dim: number;
}

/** How far the latents are from collapse at the end of training; each part is left out when it is not known. */
export interface Gauges {
  /** The regulariser, for a model trained with an objective called `sigreg`. */
  readonly sigreg?: SigregGauge;
  /** The effective rank. */
  readonly rank?: RankGauge;
  /** Standard deviation of each dimension of the latents, in any order. */
  readonly std?: readonly number[];
}

/** Everything that a report shows. The same input gives the same file. */
export interface ReportInput {
  /** The resolved task. */
  readonly task: Json;
  /** Hash of the resolved task. */
  readonly hash: string;
  /** Root seed. */
  readonly seed: number;
  /** `run.json`: versions, adapter, seeds; `command` (a string, or its words) is shown as what to run again. */
  readonly run: { readonly [field: string]: Json };
  /** Seconds of each phase, e.g. `collect`, `train`, `evaluate`. */
  readonly seconds: { readonly [phase: string]: number };
  /** Rows of `metrics.jsonl`, in their order; the gauges over steps are read from them, too. */
  readonly metrics: readonly MetricsRow[];
  /** Results by the name of the evaluation, in the form of `report.json`. */
  readonly evaluations: { readonly [evaluation: string]: Json };
  /** Films, in the order to be shown. */
  readonly films: readonly ReportFilm[];
  /** The state of the latents. */
  readonly gauges: Gauges;
  /** What the figures must not be taken for; they are then shown without a verdict. */
  readonly note?: string;
}
