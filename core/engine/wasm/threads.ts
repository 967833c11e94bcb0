import { floatsOf, type WasmHeap, withScratch } from "./heap.ts";
import type { Routine, Routines } from "./routines.ts";

/** Threads on one heap that run routines at the same time; the caller is the first of them. */
export interface ThreadPool {
  /** How many threads know a routine, the caller included. */
  sizeFor(routine: string): number;
  /**
   * Runs a routine with each of some lists of numbers, at most one a thread, and returns when all have ended.
   *
   * @throws What the first routine that failed threw.
   */
  run(routine: string, parts: readonly (readonly number[])[]): void;
}

/** A pool of the caller alone. */
export function singleThread(routines: Routines): ThreadPool {
  return {
    sizeFor: () => 1,
    run: (name, parts) => parts.forEach((given) => routineOf(routines, name)(...given)),
  };
}

/** A routine by name. Throws `TypeError` where there is none. */
export function routineOf(routines: Routines, name: string): Routine {
  const routine = routines[name];
  if (!routine) throw new TypeError(`Cannot run "${name}": there is no such routine`);
  return routine;
}

/**
 * Runs a routine on ranges of rows, one a thread, where the work is worth it.
 *
 * @param given The numbers that the routine takes for rows `from` up to `to`.
 */
export function parallelFor(
  pool: ThreadPool,
  routine: string,
  cut: Cut,
  given: (from: number, to: number, part: number) => readonly number[],
): void {
  const parts = partsOf(pool, routine, cut);
  const { count, grain } = cut;
  const at = (part: number) => part === parts ? count : Math.round(part * count / parts / grain) * grain;
  pool.run(routine, Array.from({ length: parts }, (_, part) => given(at(part), at(part + 1), part)));
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

/** Work that is worth a thread of its own, in nanoseconds: waking one takes some 10 microseconds. */
const WORTH = 40_000;

/** In how many parts {@linkcode parallelFor} will run it. */
export function partsOf(pool: ThreadPool, routine: string, { count, grain, cost }: Cut): number {
  const most = Math.min(pool.sizeFor(routine), Math.floor(cost / WORTH), Math.floor(count / grain));
  return Math.max(1, most);
}

/** Floats that every thread needs for itself. */
export interface ThreadBuffer {
  /** Where the first thread's lie, as byte offset. */
  readonly place: number;
  /** How many. */
  readonly count: number;
  /** Whether they are sums, which belong together in the end, or mere scratch. */
  readonly sum: boolean;
}

/**
 * Gives every thread sums and scratch of its own and adds the sums afterwards, in the order of the threads, so that
 * the same number of threads gives the same bytes.
 *
 * @param run Told where each part's are.
 */
export function withPartialSums(
  heap: WasmHeap,
  parts: number,
  buffers: readonly ThreadBuffer[],
  run: (placesOf: (part: number) => readonly number[]) => void,
): void {
  const firsts = buffers.map(({ place }) => place);
  if (parts === 1 || buffers.length === 0) return run(() => firsts);
  const total = buffers.reduce((floats, { count }) => floats + count, 0);
  const before = buffers.map((_, i) => buffers.slice(0, i).reduce((floats, { count }) => floats + count, 0));
  withScratch(heap, (parts - 1) * total, (scratch) => {
    const start = scratch / 4;
    floatsOf(heap).fill(0, start, start + (parts - 1) * total);
    const placesOf = (part: number) =>
      part === 0 ? firsts : before.map((floats) => scratch + ((part - 1) * total + floats) * 4);
    run(placesOf);
    for (let part = 1; part < parts; part++) {
      const places = placesOf(part);
      buffers.forEach(({ place, count, sum }, i) =>
        sum && addFloats(floatsOf(heap), places[i], place, count)
      );
    }
  });
}

function addFloats(floats: Float32Array, from: number, to: number, count: number): void {
  for (let i = 0; i < count; i++) floats[to / 4 + i] += floats[from / 4 + i];
}
