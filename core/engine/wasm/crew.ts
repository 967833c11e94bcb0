import type { Routine, Routines } from "./routines.ts";

/** Threads on one heap that run routines at the same time; the caller is the first of them. */
export interface Crew {
  /** How many threads know a routine, the caller included. */
  sizeFor(routine: string): number;
  /**
   * Runs a routine with each of some lists of numbers, at most one a thread, and returns when all have ended.
   *
   * @throws What the first routine that failed threw.
   */
  run(routine: string, parts: readonly (readonly number[])[]): void;
}

/** Work that is worth a thread of its own, in nanoseconds: waking one takes some 10 microseconds. */
const WORTH = 40_000;

/** A routine by name. Throws `TypeError` where there is none. */
export function routineOf(routines: Routines, name: string): Routine {
  const routine = routines[name];
  if (!routine) throw new TypeError(`Cannot run "${name}": there is no such routine`);
  return routine;
}

/** The caller alone. */
export function crewOfOne(routines: Routines): Crew {
  return {
    sizeFor: () => 1,
    run: (name, parts) => parts.forEach((given) => routineOf(routines, name)(...given)),
  };
}

/** How a routine's work is cut. */
export interface Cut {
  /** Rows, all alike. */
  readonly count: number;
  /** Cuts fall on multiples of it. */
  readonly grain: number;
  /** What all rows take on one thread, nanoseconds, roughly. */
  readonly cost: number;
}

/** In how many parts {@linkcode inRanges} will run it. */
export function partsOf(crew: Crew, routine: string, { count, grain, cost }: Cut): number {
  const most = Math.min(crew.sizeFor(routine), Math.floor(cost / WORTH), Math.floor(count / grain));
  return Math.max(1, most);
}

/**
 * Runs a routine on ranges of rows, one a thread, where the work is worth it.
 *
 * @param given The numbers that the routine takes for rows `from` up to `to`.
 */
export function inRanges(
  crew: Crew,
  routine: string,
  cut: Cut,
  given: (from: number, to: number, part: number) => readonly number[],
): void {
  const parts = partsOf(crew, routine, cut);
  const { count, grain } = cut;
  const at = (part: number) => part === parts ? count : Math.round(part * count / parts / grain) * grain;
  crew.run(routine, Array.from({ length: parts }, (_, part) => given(at(part), at(part + 1), part)));
}
