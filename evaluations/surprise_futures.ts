import { InputError, placesOf, shuffled } from "../core/mod.ts";
import type { EpisodeSource, EvaluationContext, Frame, Place, Rng } from "../core/mod.ts";
import type { Question } from "./retrieval_questions.ts";
import { storedFrame } from "./retrieval_tiers.ts";

/** Kinds of false futures, in the order of a question's candidates after the true one; two are near. */
export const falseFutures: readonly string[] = ["teleported", "random", "near", "near"];

/** What false futures are told. */
export interface FutureOptions {
  /** Env steps by which a teleported moment is away from the true one, at least. */
  readonly away: number;
  /** Env steps by which a near moment is away. */
  readonly reach: number;
}

/**
 * Refuses episodes of so many env steps that no moment has false futures.
 *
 * @throws {InputError} saying how many it takes.
 */
export function checkSteps(steps: number, { away, reach }: FutureOptions): void {
  // The moment that needs least lies `reach` before the end.
  const least = reach + Math.max(away, reach);
  if (steps >= least) return;
  throw new InputError(
    `Cannot measure surprise: data.steps is ${steps}, expected at least ${least} for moments ${away} steps away and ` +
      `${reach} steps before and after; lower surprise.away or surprise.reach`,
  );
}

/** A row of the same episode that is far from one; undefined where there is none. */
function farRow(rows: number, row: number, away: number, rng: Rng): number | undefined {
  const before = Math.max(row - away + 1, 0);
  const after = Math.max(rows - row - away, 0);
  if (before + after === 0) return undefined;
  const drawn = rng.integer(before + after);
  return drawn < before ? drawn : row + away + drawn - before;
}

/** A row of another episode. */
function elsewhere({ lengths }: EpisodeSource, episode: number, rng: Rng): Place {
  const other = (episode + 1 + rng.integer(lengths.length - 1)) % lengths.length;
  return { episode: other, row: rng.integer(lengths[other]) };
}

/** The false futures of a transition; undefined where the episode is too short for them. */
function falseOnes(
  source: EpisodeSource,
  { episode, row }: Place,
  { away, reach }: FutureOptions,
  rng: Rng,
): readonly Place[] | undefined {
  const rows = source.lengths[episode];
  const far = farRow(rows, row, away, rng);
  if (far === undefined || row - reach < 0 || row + reach >= rows) return undefined;
  const near = [row - reach, row + reach].map((at) => ({ episode, row: at }));
  return [{ episode, row: far }, elsewhere(source, episode, rng), ...near];
}

/** The moment after another one, and what might be taken for it. */
export function surpriseQuestion(
  { heldOut, world, frameskip }: EvaluationContext,
  from: Place,
  options: FutureOptions,
  rng: Rng,
): Question | undefined {
  const truth = { ...from, row: from.row + frameskip };
  const others = falseOnes(heldOut, truth, options, rng);
  const frame = (place: Place): Frame => storedFrame(heldOut, world.encoder.inputs, place);
  return others && { from, candidates: [truth, ...others].map(frame) };
}

/**
 * Questions about held-out transitions, at most so many, drawn from those with a past of `history` frames.
 *
 * @throws {InputError} where there is none.
 */
export function surpriseQuestions(
  context: EvaluationContext,
  transitions: number,
  history: number,
  options: FutureOptions,
): readonly Question[] {
  const { heldOut: { lengths }, frameskip, rng } = context;
  const past = (history - 1) * frameskip;
  const starts = placesOf(lengths, past + frameskip);
  const questions: Question[] = [];
  for (const index of lengths.length > 1 ? shuffled(starts.count, rng.fork("transitions")) : []) {
    if (questions.length === transitions) break;
    const { episode, row } = starts.at(index);
    const from = { episode, row: row + past };
    const question = surpriseQuestion(context, from, options, rng.fork("futures").fork(index));
    if (question) questions.push(question);
  }
  if (questions.length > 0) return questions;
  throw new InputError(
    `Cannot measure surprise: no held-out transition has a moment ${options.away} steps away, ${options.reach} steps ` +
      "before and after, and one of another episode, expected some; lower surprise.away, or hold out more episodes",
  );
}
