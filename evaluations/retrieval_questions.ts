import { placesOf, shuffled } from "../core/mod.ts";
import type { EpisodeSource, EvaluationContext, Frame, Place, Rng } from "../core/mod.ts";
import { storedFrame, type Tier } from "./retrieval_tiers.ts";

/** One question: what follows `from`; the first of the candidates did. */
export interface Question {
  /** The present. */
  readonly from: Place;
  /** Frames that look different from each other, the true one first. */
  readonly candidates: readonly Frame[];
}

/** Whether two moments look the same to the encoder. */
function looksAlike(a: Frame, b: Frame): boolean {
  return Object.entries(a).every(([stream, values]) => values.every((value, i) => value === b[stream][i]));
}

/** How many stored frames look different from each other; no more are counted than are wanted. */
export function differentFrames(source: EpisodeSource, streams: readonly string[], wanted: number): number {
  const all = placesOf(source.lengths);
  const found: Frame[] = [];
  for (let i = 0; i < all.count && found.length < wanted; i++) {
    const seen = storedFrame(source, streams, all.at(i));
    if (!found.some((frame) => looksAlike(frame, seen))) found.push(seen);
  }
  return found.length;
}

/** The candidates of a tier, the truth first; undefined where there are too few that look different. */
function candidatesOf(tier: Tier, truth: Frame, others: Iterable<Frame>): readonly Frame[] | undefined {
  const found = [truth];
  for (const other of others) {
    if (found.length > tier.most) break;
    if (!found.some((frame) => looksAlike(frame, other))) found.push(other);
  }
  return found.length > tier.least ? found : undefined;
}

/**
 * Questions of a tier, at most so many, drawn from all held-out transitions that have a past of `history` frames.
 * The order of the transitions is the same for all tiers.
 */
export function* retrievalQuestions(
  { heldOut, world, frameskip }: EvaluationContext,
  tier: Tier,
  { transitions, history, rng }: {
    readonly transitions: number;
    readonly history: number;
    readonly rng: Rng;
  },
): Generator<Question, void, void> {
  const past = (history - 1) * frameskip;
  const starts = placesOf(heldOut.lengths, past + frameskip);
  let asked = 0;
  for (const index of shuffled(starts.count, rng.fork("transitions"))) {
    if (asked === transitions) return;
    const { episode, row } = starts.at(index);
    const from = { episode, row: row + past };
    const truth = { episode, row: from.row + frameskip };
    const draw = rng.fork(tier.name).fork(index);
    const seen = storedFrame(heldOut, world.encoder.inputs, truth);
    const candidates = candidatesOf(tier, seen, tier.others(from, truth, draw));
    if (!candidates) continue;
    asked++;
    yield { from, candidates };
  }
}
