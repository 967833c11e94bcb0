import assert from "node:assert/strict";
import fc from "fast-check";
import { drawCurve } from "./curve.ts";
import { canvas } from "./picture.ts";

const box = { x: 2, y: 1, width: 22, height: 12 };

/** Columns and rows of the ink that values leave. */
function ink(values: readonly number[], shown = values.length, top = 10): [number, number][] {
  const picture = canvas(30, 20, [0, 0, 0]);
  drawCurve(picture, box, { values, shown, top, colour: [255, 0, 0] });
  return Array.from({ length: 600 }, (_, i): [number, number] => [i % 30, Math.floor(i / 30)])
    .filter(([x, y]) => picture.rgb[3 * (30 * y + x)] > 0);
}

Deno.test("the largest value is at the top, zero at the bottom, from edge to edge", () => {
  const found = ink([10, 0]);
  assert.deepEqual(found[0], [2, 1]);
  assert.deepEqual(found.at(-1), [23, 12]);
});

Deno.test("a line has no gaps", () => {
  const columns = new Set(ink([3, 8, 1, 10]).map(([x]) => x));
  assert.deepEqual([...columns].sort((a, b) => a - b), Array.from({ length: 22 }, (_, i) => 2 + i));
});

Deno.test("only what has happened is drawn", () => {
  const rightmost = (shown: number) => Math.max(...ink([5, 5, 5, 5, 5], shown).map(([x]) => x));
  assert.deepEqual([1, 3, 5].map(rightmost), [3, 13, 23]);
});

Deno.test("nothing is drawn outside the box, whatever the values", () => {
  const any = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 9 });
  fc.assert(fc.property(any, fc.double({ noNaN: true }), (values, top) => {
    for (const [x, y] of ink(values, values.length, top)) {
      assert.ok(x >= 2 && x < 24 && y >= 1 && y < 13);
    }
  }));
});
