import assert from "node:assert/strict";
import fc from "fast-check";
import { placesOf } from "./places.ts";

Deno.test("places are the rows with enough behind them, each once, in order", () => {
  fc.assert(fc.property(fc.array(fc.nat(6), { maxLength: 8 }), fc.nat(4), (lengths, reach) => {
    const expected = lengths.flatMap((length, episode) =>
      Array.from({ length: Math.max(0, length - reach) }, (_, row) => ({ episode, row }))
    );
    const places = placesOf(lengths, reach);
    assert.deepEqual(Array.from({ length: places.count }, (_, index) => places.at(index)), expected);
  }));
  assert.equal(placesOf([2, 3]).count, 5);
});
