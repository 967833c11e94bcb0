import { cosine, sine } from "../../core/env/trigonometry.ts";
import type { Colour } from "../raster/fill_rectangle.ts";
import { type TrackPoint, TURN_RATE } from "./track.ts";

/** Pieces in a row that must turn, and by which a border reaches ahead of where they do. */
const RUN = 4;
/** A piece turns hard from this angle, rad. */
const HARD = TURN_RATE * 0.2;

/** Whether a piece and those before it all turn hard to one side. */
function endsBend(track: readonly TrackPoint[], i: number): boolean {
  const betaAt = (j: number): number => track[(j + track.length) % track.length].beta;
  let side = 0;
  for (let j = i; j > i - RUN; j--) {
    const turn = betaAt(j) - betaAt(j - 1);
    if (Math.abs(turn) <= HARD) return false;
    side += Math.sign(turn);
  }
  return Math.abs(side) === RUN;
}

/**
 * Which pieces of a track have a red and white border: the ends of hard bends, and the pieces before. Reaching
 * back over the start of the list is seen again at its end, as in Gymnasium.
 */
export function bordersOf(track: readonly TrackPoint[]): readonly boolean[] {
  const n = track.length;
  const borders = track.map((_, i) => endsBend(track, i));
  for (let i = 0; i < n; i++) {
    if (!borders[i]) continue;
    for (let back = 1; back < RUN; back++) borders[(i - back + n) % n] = true;
  }
  return borders;
}

/** Half the width of the road, m. */
export const HALF_WIDTH = 40 / 6;
/** Width of a border, m. */
const BORDER = 8 / 6;
/** How much lighter every third piece is, and twice as much the next, of 255. */
const SHADE = 2.55;
/** Levels of shade. */
const SHADES = 3;

/** Corners `[x, y, …]` of a polygon, m; of a strip of road: near end's left and right, far end's right and left. */
export type Quad = readonly number[];

/** The border of a piece of road. */
export interface Border {
  /** Its corners: inner and outer end here, outer and inner end at the point before. */
  readonly corners: Quad;
  /** 1 on the right, −1 on the left, 0 where the road leads straight on and nothing is seen of it. */
  readonly side: number;
  /** Red, or white. */
  readonly red: boolean;
}

/** One piece of road. */
export interface Piece {
  /** Its corners: this point's left and right, the point before's right and left. */
  readonly corners: Quad;
  /** How many shades lighter than the road it is. */
  readonly shade: number;
  /** Its border, where it has one. */
  readonly border: Border | undefined;
}

/** Colour of a piece of road that nobody has driven on. */
export function shaded([red, green, blue]: Colour, shade: number): Colour {
  return [red + SHADE * shade, green + SHADE * shade, blue + SHADE * shade];
}

/** The strip between two distances to the right of the middle, from one point to the one before. */
function strip(here: TrackPoint, before: TrackPoint, from: number, to: number): Quad {
  const at = ({ x, y, beta }: TrackPoint, aside: number): readonly [number, number] => [
    x + aside * cosine(beta),
    y + aside * sine(beta),
  ];
  return [...at(here, from), ...at(here, to), ...at(before, to), ...at(before, from)];
}

function borderOf(here: TrackPoint, before: TrackPoint, i: number): Border {
  const side = Math.sign(before.beta - here.beta);
  const corners = strip(here, before, side * HALF_WIDTH, side * (HALF_WIDTH + BORDER));
  return { corners, side, red: i % 2 === 1 };
}

/** The pieces of road along a track; the piece of a point leads to it from the point before. */
export function roadOf(track: readonly TrackPoint[]): readonly Piece[] {
  const borders = bordersOf(track);
  return track.map((here, i) => {
    const before = track[(i + track.length - 1) % track.length];
    return {
      corners: strip(here, before, -HALF_WIDTH, HALF_WIDTH),
      shade: i % SHADES,
      border: borders[i] ? borderOf(here, before, i) : undefined,
    };
  });
}
