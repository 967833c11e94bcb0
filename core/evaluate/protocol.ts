import { type Place, placesOf } from "../data/places.ts";
import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import type { Criterion, EpisodeSource, EvaluationTask, Goal, Goals, Rng, Stratum } from "../types.ts";
import { storedObservation } from "./encode_stored.ts";
import { shuffled } from "../stats/sampling.ts";

/**
 * Rows of each held-out episode: as they are where they are known, before that the most that there can be. What these
 * are too few for cannot be measured.
 *
 * @returns Undefined where neither is known.
 *
 * @example
 * ```ts
 * import { heldOutLengths } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(heldOutLengths({ steps: 20, heldOutEpisodes: 2 }), [21, 21]);
 * assert.equal(heldOutLengths({}), undefined);
 * ```
 */
export function heldOutLengths(
  { heldOut, steps, heldOutEpisodes }: Pick<EvaluationTask, "heldOut" | "steps" | "heldOutEpisodes">,
): readonly number[] | undefined {
  if (heldOut) return heldOut.lengths;
  if (steps === undefined || heldOutEpisodes === undefined) return undefined;
  return Array.from({ length: heldOutEpisodes }, () => steps + 1);
}

/** One start with its goal. */
export interface Trial {
  /** Episode of the source. */
  readonly episode: number;
  /** Row of the start. */
  readonly row: number;
  /** Complete state of the world at the start. */
  readonly start: Float64Array;
  /** The same episode, some steps later. */
  readonly goal: Goal;
  /** Distance from start to goal in the world's unit. */
  readonly distance: number;
  /** Names of the strata that it belongs to. */
  readonly strata: readonly string[];
  /** Names of the criteria that the start satisfies already. */
  readonly solved: readonly string[];
}

/** Starts to measure on. */
export interface Trials {
  /** The trials, in random order. */
  readonly trials: readonly Trial[];
  /** Starts that were drawn but satisfy their goal already, and so were left out. */
  readonly alreadySolved: number;
}

/** Where trials come from. */
export interface TrialSetup {
  /** Held-out episodes with columns `env_state`, `state` and the goal's streams. */
  readonly source: EpisodeSource;
  /** What counts as reached. */
  readonly criterion: Criterion;
  /** Criteria that are measured besides; by default none. */
  readonly criteria?: { readonly [name: string]: Criterion };
  /** Kinds of start that are told apart; by default none. */
  readonly strata?: { readonly [name: string]: Stratum };
  /** Draw starts of this stratum only. */
  readonly stratum?: string;
  /** Streams of the goal. */
  readonly streams: readonly string[];
  /** Env steps from start to goal. */
  readonly goalOffset: number;
  /** Trials wanted. */
  readonly count: number;
  /** Where the draws come from. */
  readonly rng: Rng;
}

const readState = (source: EpisodeSource, column: string, { episode, row }: Place): Float64Array =>
  Float64Array.from(source.read(episode, column, row, 1), Number);

/** Refuses the name of a stratum that the goals do not tell of. Throws {@linkcode InputError}. */
export function checkStratum({ strata = {} }: Pick<Goals, "strata">, stratum: string): void {
  if (Object.hasOwn(strata, stratum)) return;
  throw new InputError(
    `Cannot choose trials: there is no stratum "${stratum}", ${suggestion(stratum, Object.keys(strata))}`,
  );
}

function checkSetup({ source, streams, goalOffset, strata = {}, stratum }: TrialSetup): void {
  if (stratum !== undefined) checkStratum({ strata }, stratum);
  const there = source.columns.map(({ name }) => name);
  const missing = ["env_state", "state", ...streams].find((name) => !there.includes(name));
  if (missing !== undefined) {
    throw new InputError(
      `Cannot choose trials: the data has no column "${missing}", expected it beside ${
        there.map((name) => `"${name}"`).join(", ")
      }`,
    );
  }
  if (!Number.isInteger(goalOffset) || goalOffset < 1) {
    throw new InputError(
      `Cannot choose trials: the goal offset is ${goalOffset}, expected a whole number from 1`,
    );
  }
}

/**
 * Draws starts uniformly over all rows of all episodes that have `goalOffset` more steps; the goal is where the
 * same episode was then (the protocol of DINO-WM and LeWM, on episodes kept out of training). No start is drawn twice.
 * Starts that satisfy their goal already are left out and counted, those of one stratum only where one is asked
 * for. There may be fewer trials than wanted when
 * the data has no more.
 *
 * @throws {InputError} when a column or the stratum is missing, or no start is left.
 */
export function chooseTrials(setup: TrialSetup): Trials {
  checkSetup(setup);
  const { source, criterion, criteria = {}, streams, goalOffset, count, rng, strata = {}, stratum } = setup;
  const starts = placesOf(source.lengths, goalOffset);
  const trials: Trial[] = [];
  let alreadySolved = 0;
  for (const index of shuffled(starts.count, rng)) {
    const place = starts.at(index);
    const later = { ...place, row: place.row + goalOffset };
    const from = readState(source, "state", place);
    const variables = readState(source, "state", later);
    const belongs = Object.keys(strata).filter((name) => strata[name].holds(from, variables));
    if (stratum !== undefined && !belongs.includes(stratum)) continue;
    if (criterion.reached(from, variables)) {
      alreadySolved++;
      continue;
    }
    const seen = streams.map((stream) => [stream, storedObservation(source, stream, later)]);
    const goal = { observations: Object.fromEntries(seen), variables };
    const start = readState(source, "env_state", place);
    const distance = criterion.distance(from, variables);
    const solved = Object.keys(criteria).filter((name) => criteria[name].reached(from, variables));
    trials.push({ ...place, start, goal, distance, strata: belongs, solved });
    if (trials.length === count) break;
  }
  if (trials.length > 0) return { trials, alreadySolved };
  const kind = stratum === undefined ? "" : ` of stratum "${stratum}"`;
  const remedy = starts.count === 0 ? "lower plan.goalOffset or raise data.heldOut" : "raise data.heldOut";
  throw new InputError(
    `Cannot choose trials: of ${source.lengths.length} held-out episodes, ${starts.count} starts have a goal ${goalOffset} steps later and ${alreadySolved} of these${kind} are solved already, expected at least one${kind} that is not; ${remedy}`,
  );
}
