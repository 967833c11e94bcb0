import { floatsOf, type WasmHeap, withScratch } from "./heap.ts";

/**
 * Gives every thread sums of its own and adds them afterwards, in the order of the threads, so that the same number of
 * threads gives the same bytes.
 *
 * @param sums Where the sums belong, as byte offset, and their number of floats; the first thread's lie there.
 * @param run Told where each part adds to.
 */
export function withPartialSums(
  heap: WasmHeap,
  parts: number,
  sums: readonly (readonly [place: number, count: number])[],
  run: (placesOf: (part: number) => readonly number[]) => void,
): void {
  const firsts = sums.map(([place]) => place);
  if (parts === 1) return run(() => firsts);
  const total = sums.reduce((floats, [, count]) => floats + count, 0);
  withScratch(heap, (parts - 1) * total, (scratch) => {
    const start = scratch / 4;
    floatsOf(heap).fill(0, start, start + (parts - 1) * total);
    const before = sums.map((_, i) => sums.slice(0, i).reduce((floats, [, count]) => floats + count, 0));
    const placesOf = (part: number) =>
      part === 0 ? firsts : before.map((floats) => scratch + ((part - 1) * total + floats) * 4);
    run(placesOf);
    const floats = floatsOf(heap);
    for (let part = 1; part < parts; part++) {
      sums.forEach(([place, count], i) => {
        for (let to = place / 4, from = placesOf(part)[i] / 4, n = 0; n < count; n++) {
          floats[to + n] += floats[from + n];
        }
      });
    }
  });
}
