import assert from "node:assert/strict";
import { drawLabel, LABEL_HEIGHT, labelWidth } from "./label.ts";
import { canvas } from "./picture.ts";

/** Rows of a picture as text, one character a dot. */
function rows(text: string): string[] {
  const picture = canvas(labelWidth(text), LABEL_HEIGHT, [0, 0, 0]);
  drawLabel(picture, text, 0, 0, [255, 255, 255]);
  const at = (x: number, y: number) => picture.rgb[3 * (y * picture.width + x)] ? "#" : ".";
  return Array.from(
    { length: LABEL_HEIGHT / 2 },
    (_, y) => Array.from({ length: picture.width / 2 }, (_, x) => at(2 * x, 2 * y)).join(""),
  );
}

Deno.test("letters stand beside each other with a gap", () => {
  assert.deepEqual(rows("lit"), [
    "#...###.###",
    "#....#...#.",
    "#....#...#.",
    "#....#...#.",
    "###.###..#.",
  ]);
});

Deno.test("no two letters look alike, and no two signs of a number", () => {
  for (const signs of ["abcdefghijklmnopqrstuvwxyz", "0123456789-. "]) {
    assert.equal(new Set([...signs].map((sign) => rows(sign).join())).size, signs.length);
  }
});
