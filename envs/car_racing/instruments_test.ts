import assert from "node:assert/strict";
import { addRectangle, barHeight, drawInstruments, type Instruments, ScoreText } from "./instruments.ts";

const rest: Instruments = { speed: 0, wheels: [0, 0, 0, 0], steering: 0, spin: 0, score: 0 };

/** Light of each channel over the columns `from`…`to` of a picture with unit 2 px. */
function light(change: Partial<Instruments>, from: number, to: number): readonly number[] {
  const picture = { width: 80, height: 80, rgb: new Uint8Array(3 * 80 * 80) };
  drawInstruments(picture, { ...rest, ...change });
  return [0, 1, 2].map((channel) =>
    picture.rgb.reduce((sum, level, i) => {
      const x = Math.floor(i / 3) % 80;
      return i % 3 === channel && x >= from && x < to ? sum + level : sum;
    }, 0)
  );
}

Deno.test("nothing is shown at rest; the bar is an eighth of the picture", () => {
  assert.deepEqual(light({}, 0, 80), [0, 0, 0]);
  assert.equal(barHeight(64), 8);
});

Deno.test("speed is white, front wheels blue, rear wheels violet, to within a part of a pixel", () => {
  assert.deepEqual(light({ speed: 25 }, 10, 12), [510, 510, 510]);
  assert.deepEqual(light({ wheels: [50, 0, 0, 0] }, 14, 16), [0, 0, 510]);
  assert.deepEqual(light({ wheels: [0, 0, 50, 0] }, 18, 20), [102, 0, 510]);
  assert.deepEqual(light({ speed: 12.5 }, 10, 12), [256, 256, 256]);
});

Deno.test("steering to the left points left in green, turning to the right points right in red", () => {
  assert.ok(light({ steering: 0.2 }, 36, 40)[1] > 0 && light({ steering: 0.2 }, 40, 80)[1] === 0);
  assert.ok(light({ spin: -2 }, 60, 64)[0] > 0 && light({ spin: -2 }, 0, 60)[0] === 0);
});

Deno.test("a pixel gets as much of the colour as is covered, and nothing lies outside", () => {
  const picture = { width: 3, height: 2, rgb: new Uint8Array(18) };
  addRectangle(picture, { left: 0.5, right: 2.25, top: -4, bottom: 0.5 }, [200, 100, 0]);
  assert.deepEqual([...picture.rgb.subarray(0, 9)], [50, 25, 0, 100, 50, 0, 25, 13, 0]);
  assert.ok(picture.rgb.subarray(9).every((level) => level === 0));
});

Deno.test("levels stop at white", () => {
  const picture = { width: 1, height: 1, rgb: Uint8Array.of(200, 0, 0) };
  addRectangle(picture, { left: 0, right: 1, top: 0, bottom: 1 }, [200, 1, 0]);
  assert.deepEqual([...picture.rgb], [255, 1, 0]);
});

function drawn(size: number, score: number): Uint8Array {
  const picture = { width: size, height: size, rgb: new Uint8Array(3 * size * size) };
  new ScoreText(size).draw(picture, score);
  return picture.rgb;
}

Deno.test("scores that differ look different, and lie over the bar", () => {
  const scores = [0, 1, 7, 8, 42, 987, -5, -100];
  for (const size of [64, 96]) {
    const pictures = scores.map((score) => drawn(size, score).join());
    assert.equal(new Set(pictures).size, scores.length);
    assert.ok(drawn(size, 888).subarray(0, 3 * size * (size * 7 / 8)).every((level) => level === 0));
  }
});

Deno.test("what has more than four glyphs is shown as the nearest that has four", () => {
  assert.deepEqual(drawn(64, 123456), drawn(64, 9999));
  assert.deepEqual(drawn(64, -5000), drawn(64, -999));
});
