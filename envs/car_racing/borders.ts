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
