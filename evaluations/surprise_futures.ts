import { contextLength, heldOutLengths, InputError, placesOf, shuffled } from "../core/mod.ts";
import type { EpisodeSource, EvaluationContext, EvaluationTask, Frame, Place, Rng } from "../core/mod.ts";
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

/** Refuses episodes of so many env steps that no moment has false futures. */
function checkSteps(steps: number, { away, reach }: FutureOptions): void {
  // The moment that needs least lies `reach` before the end.
  const least = reach + Math.max(away, reach);
  if (steps >= least) return;
  throw new InputError(
    `Cannot measure surprise: data.steps is ${steps}, expected at least ${least} for moments ${away} steps away and ` +
      `${reach} steps before and after; lower surprise.away or surprise.reach`,
  );
}

/** How many rows of an episode of so many are far from one: those before it, and those after it. */
function farRows(
  rows: number,
  row: number,
  away: number,
): { readonly before: number; readonly after: number } {
  return { before: Math.max(row - away + 1, 0), after: Math.max(rows - row - away, 0) };
}

/** Whether a row has false futures in its own episode of so many rows. */
function hasFutures(rows: number, row: number, { away, reach }: FutureOptions): boolean {
  const { before, after } = farRows(rows, row, away);
  return before + after > 0 && row - reach >= 0 && row + reach < rows;
}

/**
 * Refuses a task without a held-out transition that has false futures, as far as it is known.
 *
 * @throws {InputError} saying what it takes.
 */
export function checkFutures(task: EvaluationTask, options: FutureOptions): void {
  const { steps, world, frameskip } = task;
  if (steps !== undefined) checkSteps(steps, options);
  const lengths = heldOutLengths(task);
  if (!world || !lengths) return;
  // The truth follows the present, which has as much of a past as the model looks back on.
  const reach = contextLength(world) * frameskip;
  const truths = placesOf(lengths, reach);
  for (let i = 0; lengths.length > 1 && i < truths.count; i++) {
    const { episode, row } = truths.at(i);
    if (hasFutures(lengths[episode], row + reach, options)) return;
  }
  throw new InputError(
    `Cannot measure surprise: no held-out transition has a moment ${options.away} steps away, ${options.reach} steps ` +
      "before and after, and one of another episode, expected some; lower surprise.away, or hold out more episodes",
  );
}

/** A row of the same episode that is far from one. */
function farRow(rows: number, row: number, away: number, rng: Rng): number {
  const { before, after } = farRows(rows, row, away);
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
  options: FutureOptions,
  rng: Rng,
): readonly Place[] | undefined {
  const rows = source.lengths[episode];
  if (!hasFutures(rows, row, options)) return undefined;
  const { away, reach } = options;
  const far = farRow(rows, row, away, rng);
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

/** Questions about held-out transitions, at most so many, drawn from those with a past of `history` frames. */
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
  for (const index of shuffled(starts.count, rng.fork("transitions"))) {
    if (questions.length === transitions) break;
    const { episode, row } = starts.at(index);
    const from = { episode, row: row + past };
    const question = surpriseQuestion(context, from, options, rng.fork("futures").fork(index));
    if (question) questions.push(question);
  }
  return questions;
}
