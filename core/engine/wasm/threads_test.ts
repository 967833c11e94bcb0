import assert from "node:assert/strict";
import fc from "fast-check";
import { type Crew, crewOfOne, inRanges, partsOf } from "./threads.ts";

/** A crew that notes what it is told to run. */
function notingCrew(size: number): { readonly crew: Crew; readonly parts: (readonly number[])[] } {
  const parts: (readonly number[])[] = [];
  return { parts, crew: { sizeFor: () => size, run: (_, given) => parts.push(...given) } };
}

const cuts = fc.record({
  count: fc.integer({ min: 0, max: 5000 }),
  grain: fc.integer({ min: 1, max: 40 }),
  cost: fc.double({ min: 0, max: 1e7, noNaN: true }),
});

Deno.test("ranges cover every row once, in order, on whole grains, at most one a thread", () => {
  fc.assert(fc.property(cuts, fc.integer({ min: 1, max: 9 }), (cut, size) => {
    const { crew, parts } = notingCrew(size);
    inRanges(crew, "any", cut, (from, to, part) => [from, to, part]);
    assert.equal(parts.length, partsOf(crew, "any", cut));
    assert.ok(parts.length <= size);
    assert.equal(parts[0][0], 0);
    assert.equal(parts[parts.length - 1][1], cut.count);
    parts.forEach(([from, to, part], i) => {
      assert.equal(part, i);
      assert.ok(to > from || cut.count === 0);
      if (i > 0) {
        assert.equal(from, parts[i - 1][1]);
        assert.equal(from % cut.grain, 0);
      }
    });
  }));
});

Deno.test("work that takes a moment stays with the caller", () => {
  const { crew } = notingCrew(8);
  assert.equal(partsOf(crew, "any", { count: 1000, grain: 1, cost: 1000 }), 1);
  assert.equal(partsOf(crew, "any", { count: 1000, grain: 1, cost: 1e7 }), 8);
});

Deno.test("the caller alone runs the routine, and an unknown one is refused", () => {
  const seen: number[][] = [];
  const crew = crewOfOne({ note: (...given) => void seen.push(given) });
  crew.run("note", [[1, 2], [3]]);
  assert.deepEqual(seen, [[1, 2], [3]]);
  assert.throws(() => crew.run("not", [[1]]), /no such routine/);
});
