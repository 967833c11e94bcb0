import assert from "node:assert/strict";
import fc from "fast-check";
import { PairFinder, pairFinderSize } from "./pair_finder.ts";

const CAPACITY = { moving: 4, fixed: 2 };
const FIXED = [Float64Array.of(0, 0, 100, 4), Float64Array.of(0, 0, 4, 100)];

function finder(): { readonly finder: PairFinder; readonly memory: Float64Array } {
  const memory = new Float64Array(pairFinderSize(CAPACITY));
  const made = new PairFinder(memory, CAPACITY, FIXED);
  made.clear();
  return { finder: made, memory };
}

const box = (x: number, y: number): Float64Array => Float64Array.of(x, y, x + 10, y + 10);

const overlap = (a: Float64Array, b: Float64Array): boolean =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Pairs of the last search, smaller number first. */
function pairs({ found, count }: PairFinder): string[] {
  return Array.from({ length: count / 2 }, (_, i) => [found[2 * i], found[2 * i + 1]].sort().join("-"));
}

const place = fc.tuple(fc.nat(90), fc.nat(90));
const walk = fc.array(fc.array(place, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 20 });

Deno.test("every pair of boxes that overlap is found, once", () => {
  fc.assert(fc.property(walk, (steps) => {
    const { finder: finding } = finder();
    steps[0].forEach(([x, y], leaf) => finding.add(leaf, box(x, y), 0, 0));
    for (const places of steps) {
      const boxes = places.map(([x, y]) => box(x, y));
      boxes.forEach((bounds, leaf) => finding.update(leaf, bounds, 0, 0));
      finding.search();
      const found = pairs(finding);
      assert.equal(new Set(found).size, found.length);
      [...boxes, ...FIXED].forEach((a, i, all) =>
        all.forEach((b, j) => {
          if (i < j && i < CAPACITY.moving && overlap(a, b)) assert.ok(found.includes(`${i}-${j}`));
        })
      );
    }
  }));
});

Deno.test("the order has a memory, and the memory is all that it needs", () => {
  const one = finder();
  const other = finder();
  [[20, 20], [28, 20], [20, 28], [28, 28]].forEach(([x, y], leaf) => one.finder.add(leaf, box(x, y), 0, 0));
  one.finder.update(1, box(33, 20), 0, 0);
  other.memory.set(one.memory);
  for (const { finder: finding } of [one, other]) {
    finding.update(1, box(33, 20), 0, 0);
    finding.search();
  }
  const orders = [one, other].map(({ finder: finding }) => pairs(finding));
  assert.ok(orders[0].length > 0);
  one.finder.search();
  other.memory.set(one.memory);
  other.finder.search();
  assert.deepEqual(pairs(other.finder), pairs(one.finder));
});
