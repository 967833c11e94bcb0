/** Side of the blocks that digits are made of, px. */
export const BLOCK = 4;
/** Columns of a digit, in blocks. */
const COLUMNS = 3;
/** First row of the scores. */
const TOP_ROW = 1;
/** From one digit to the next, px. */
const PITCH = 16;
/** Digits as five rows of three blocks, row by row. */
const DIGITS: readonly string[] = [
  "111101101101111",
  "010010010010010",
  "111001111100111",
  "111001111001111",
  "101101111001001",
  "111100111001111",
  "111100111101111",
  "111001001001001",
  "111101111101111",
  "111101111001111",
];

/** Left upper corners of the blocks of a score, whose last digit stands at column `x`. */
export function scoreBlocks(score: number, x: number): readonly (readonly [x: number, y: number])[] {
  return [...String(score)].reverse().flatMap((digit, place) =>
    [...DIGITS[Number(digit)]].flatMap((block, i): (readonly [number, number])[] => {
      if (block === "0") return [];
      return [[x - place * PITCH + BLOCK * (i % COLUMNS), TOP_ROW + BLOCK * Math.floor(i / COLUMNS)]];
    })
  );
}
