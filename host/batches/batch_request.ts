/**
 * What is said between the thread that trains and the one that makes its batches.
 *
 * @module
 */
import type { WindowCut } from "../../core/data/windows.ts";
import type { Batch } from "../../core/types.ts";

/** Batches of a file, in words that go to another thread. */
export interface BatchSource {
  /** The HDF5 file. */
  readonly path: string;
  /** Episodes to draw from. */
  readonly episodes: readonly number[];
  /** How windows are cut. */
  readonly cut: WindowCut;
  /** Windows in a batch. */
  readonly size: number;
  /** Key of the stage's stream. */
  readonly key: string;
}

/** What the worker is asked: to open the file, or for the batch of a step. */
export type BatchRequest =
  | { readonly kind: "open"; readonly source: BatchSource }
  | { readonly kind: "batch"; readonly step: number };

/** What it answers when all went well: its memory goes with the batch. */
export type BatchResponse = Batch | undefined;
