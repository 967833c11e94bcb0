import assert from "node:assert/strict";
import { ScoreText } from "./score_text.ts";

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
