import assert from "node:assert/strict";
import fc from "fast-check";
import { parallelFor, partsOf, singleThread, type ThreadPool } from "./threads.ts";

/** A pool that notes what it is told to run. */
function notingPool(size: number): { readonly pool: ThreadPool; readonly parts: (readonly number[])[] } {
  const parts: (readonly number[])[] = [];
  return { parts, pool: { sizeFor: () => size, run: (_, given) => parts.push(...given) } };
}

const cuts = fc.record({
  count: fc.integer({ min: 0, max: 5000 }),
  grain: fc.integer({ min: 1, max: 40 }),
  cost: fc.double({ min: 0, max: 1e7, noNaN: true }),
});

Deno.test("ranges cover every row once, in order, on whole grains, at most one a thread", () => {
  fc.assert(fc.property(cuts, fc.integer({ min: 1, max: 9 }), (cut, size) => {
    const { pool, parts } = notingPool(size);
    parallelFor(pool, "any", cut, (from, to, part) => [from, to, part]);
    assert.equal(parts.length, partsOf(pool, "any", cut));
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
  const { pool } = notingPool(8);
  assert.equal(partsOf(pool, "any", { count: 1000, grain: 1, cost: 1000 }), 1);
  assert.equal(partsOf(pool, "any", { count: 1000, grain: 1, cost: 1e7 }), 8);
});

Deno.test("the caller alone runs the routine, and an unknown one is refused", () => {
  const seen: number[][] = [];
  const pool = singleThread({ note: (...given) => void seen.push(given) });
  pool.run("note", [[1, 2], [3]]);
  assert.deepEqual(seen, [[1, 2], [3]]);
  assert.throws(() => pool.run("not", [[1]]), /no such routine/);
});
