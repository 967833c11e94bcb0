import assert from "node:assert/strict";
import fc from "fast-check";
import { Visits, VISITS_SIZE } from "./visits.ts";

Deno.test("visits are a set, also after they were written and read", () => {
  fc.assert(fc.property(fc.array(fc.nat(2499)), (pieces) => {
    const visits = new Visits();
    const known = new Set<number>();
    for (const piece of pieces) {
      assert.equal(visits.add(piece), !known.has(piece));
      known.add(piece);
    }
    const numbers = new Float64Array(VISITS_SIZE);
    visits.write(numbers);
    const other = new Visits();
    other.read(numbers);
    assert.equal(other.count, known.size);
    assert.ok(pieces.every((piece) => other.has(piece)));
    other.clear();
    assert.ok(other.count === 0 && !pieces.some((piece) => other.has(piece)));
  }));
});
