import { floatsOf, type WasmHeap, withScratch } from "./heap.ts";

/** Floats that every thread needs for itself. */
export interface Own {
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
  own: readonly Own[],
  run: (placesOf: (part: number) => readonly number[]) => void,
): void {
  const firsts = own.map(({ place }) => place);
  if (parts === 1 || own.length === 0) return run(() => firsts);
  const total = own.reduce((floats, { count }) => floats + count, 0);
  const before = own.map((_, i) => own.slice(0, i).reduce((floats, { count }) => floats + count, 0));
  withScratch(heap, (parts - 1) * total, (scratch) => {
    const start = scratch / 4;
    floatsOf(heap).fill(0, start, start + (parts - 1) * total);
    const placesOf = (part: number) =>
      part === 0 ? firsts : before.map((floats) => scratch + ((part - 1) * total + floats) * 4);
    run(placesOf);
    for (let part = 1; part < parts; part++) {
      const places = placesOf(part);
      own.forEach(({ place, count, sum }, i) => sum && addFloats(floatsOf(heap), places[i], place, count));
    }
  });
}

function addFloats(floats: Float32Array, from: number, to: number, count: number): void {
  for (let i = 0; i < count; i++) floats[to / 4 + i] += floats[from / 4 + i];
}
