import type { Picture } from "../types.ts";
import { canvas, type Colour, paste } from "./picture.ts";

/** Letters of three columns and five rows; a set bit is ink, the left column is the highest bit of a row. */
const LETTERS: { readonly [letter: string]: readonly number[] } = {
  " ": [0, 0, 0, 0, 0],
  "-": [0, 0, 7, 0, 0],
  ".": [0, 0, 0, 0, 2],
  0: [7, 5, 5, 5, 7],
  1: [2, 6, 2, 2, 7],
  2: [7, 1, 7, 4, 7],
  3: [7, 1, 7, 1, 7],
  4: [5, 5, 7, 1, 1],
  5: [7, 4, 7, 1, 7],
  6: [7, 4, 7, 5, 7],
  7: [7, 1, 1, 1, 1],
  8: [7, 5, 7, 5, 7],
  9: [7, 5, 7, 1, 7],
  a: [2, 5, 7, 5, 5],
  b: [6, 5, 6, 5, 6],
  c: [3, 4, 4, 4, 3],
  d: [6, 5, 5, 5, 6],
  e: [7, 4, 6, 4, 7],
  f: [7, 4, 6, 4, 4],
  g: [3, 4, 5, 5, 3],
  h: [5, 5, 7, 5, 5],
  i: [7, 2, 2, 2, 7],
  j: [1, 1, 1, 5, 2],
  k: [5, 5, 6, 5, 5],
  l: [4, 4, 4, 4, 7],
  m: [5, 7, 7, 5, 5],
  n: [6, 5, 5, 5, 5],
  o: [2, 5, 5, 5, 2],
  p: [6, 5, 6, 4, 4],
  q: [2, 5, 5, 6, 3],
  r: [6, 5, 6, 5, 5],
  s: [3, 4, 2, 1, 6],
  t: [7, 2, 2, 2, 2],
  u: [5, 5, 5, 5, 7],
  v: [5, 5, 5, 5, 2],
  w: [5, 5, 7, 7, 5],
  x: [5, 5, 2, 5, 5],
  y: [5, 5, 2, 2, 2],
  z: [7, 1, 2, 4, 7],
};
/** Pixels of one dot of a letter. */
const DOT = 2;

/** Height of a label, pixels. */
export const LABEL_HEIGHT: number = 5 * DOT;

/** Width of a label, pixels. */
export function labelWidth(text: string): number {
  return (4 * text.length - 1) * DOT;
}

/** Draws words of lower-case letters and digits onto a picture, in place, their corner at column x and row y. */
export function drawLabel(onto: Picture, text: string, x: number, y: number, colour: Colour): void {
  const dot = canvas(DOT, DOT, colour);
  [...text].forEach((letter, i) =>
    (LETTERS[letter] ?? LETTERS[" "]).forEach((bits, row) => {
      for (let column = 0; column < 3; column++) {
        if (bits >> (2 - column) & 1) paste(onto, dot, x + (4 * i + column) * DOT, y + row * DOT);
      }
    })
  );
}
