import type { StoredTensors } from "../core/safetensors.ts";

/** How often something is done. */
export interface Effort {
  /** Rounds in which each setting of the peer is tried; its answers were one before. */
  readonly trial: number;
  /** Rounds of a turn. */
  readonly turn: number;
  /** Turns of either side. */
  readonly turns: number;
  /** Rounds of a turn in the peer's plain form; none where it has no other form. */
  readonly plain: number;
  /** Turns without the native library, of one round each. */
  readonly slowTurns: number;
}

/** Something that is timed, and what a peer needs to do the same. */
export interface TimedWork extends Disposable {
  /** What results call it. */
  readonly name: string;
  /** Rounds that a figure is of: 1 for a training step, its iterations for a plan. */
  readonly rounds: number;
  /** How often it is done. */
  readonly effort: Effort;
  /** Script of the peer, in `bench/peers/`. */
  readonly script: string;
  /** Files for the peer, by name. */
  readonly files: { readonly [name: string]: Uint8Array | string };
  /** What came out of the files, to compare with what comes out of them at the peer. */
  readonly answers: StoredTensors;
  /** Does some rounds; milliseconds a round. */
  time(rounds: number): Promise<number>;
}
