import assert from "node:assert/strict";
import fc from "fast-check";
import { SamplePairs } from "./sample_pairs.ts";

const SIZE = 3;
const level = fc.integer({ min: 0, max: 255 });
const colours = fc.array(fc.tuple(level, level, level), { minLength: 4, maxLength: 4 });
const marks = fc.array(fc.nat(3), { minLength: 4 * SIZE * SIZE, maxLength: 4 * SIZE * SIZE });

Deno.test("every pixel is the rounded mean of its four samples", () => {
  fc.assert(fc.property(colours, marks, (palette, samples) => {
    const pairs = new SamplePairs(Uint8Array.from(samples), SIZE, palette);
    const rgb = new Uint8Array(3 * SIZE * SIZE);
    for (let y = 0; y < SIZE; y++) pairs.average(y, 0, SIZE, rgb);
    const expected = Array.from(rgb, (_, at) => {
      const pixel = Math.floor(at / 3);
      const first = 4 * SIZE * Math.floor(pixel / SIZE) + 2 * (pixel % SIZE);
      const four = [0, 1, 2 * SIZE, 2 * SIZE + 1].map((step) => palette[samples[first + step]][at % 3]);
      return Math.floor(four.reduce((sum, one) => sum + one) / 4 + 0.5);
    });
    assert.deepEqual([...rgb], expected);
  }));
});

Deno.test("only the pixels that are asked for are written", () => {
  const rgb = new Uint8Array(3 * SIZE * SIZE);
  new SamplePairs(new Uint8Array(4 * SIZE * SIZE), SIZE, [[9, 9, 9]]).average(1, 1, 2, rgb);
  assert.deepEqual(rgb.findIndex((byte) => byte > 0), 3 * (SIZE + 1));
  assert.deepEqual(rgb.filter((byte) => byte > 0).length, 3);
});
