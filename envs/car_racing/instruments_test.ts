import assert from "node:assert/strict";
import { barHeight, drawInstruments, type Instruments } from "./instruments.ts";

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
