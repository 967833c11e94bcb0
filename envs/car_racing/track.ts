import { arcTangent, cosine, sine } from "../../core/env/trigonometry.ts";
import { type Checkpoint, type Draw, drawCheckpoints, START_ALPHA, START_X } from "./checkpoints.ts";

/** Length of a piece of road, m. */
export const PIECE = 3.5;
/** The most that the road turns in a piece, rad. */
export const TURN_RATE = 0.31;
/** Turn of the road for each metre that a checkpoint lies aside, rad. */
const TURN_PER_METRE = 0.001 * 6;
/** A checkpoint that lies aside by less than this is straight ahead, m. */
const STRAIGHT = 0.3 / 6;
/** Pieces after which laying ends, whether a round is closed or not. */
const PATIENCE = 2500;
/** Rounds after which laying ends. */
const ROUNDS = 4;
const TURN = 2 * Math.PI;

/** One point of the road's middle. */
export interface TrackPoint {
  /** Its direction from the middle of the field, rad. */
  readonly alpha: number;
  /** Angle of the road's right side; the road leads to (−sin β, cos β). */
  readonly beta: number;
  /** To the right, m. */
  readonly x: number;
  /** Upwards, m. */
  readonly y: number;
}

/** Where road is being laid. */
interface End {
  x: number;
  y: number;
  beta: number;
  /** The next checkpoint, counted over all rounds. */
  next: number;
  rounds: number;
  below: boolean;
}

/** Direction of the end from the middle, 0…2π; counts the rounds. */
function directionOf(end: End): number {
  const alpha = arcTangent(end.y, end.x);
  if (end.below && alpha > 0) {
    end.rounds++;
    end.below = false;
  }
  if (alpha >= 0) return alpha;
  end.below = true;
  return alpha + TURN;
}

/** The next checkpoint that is not behind, and the direction in that checkpoint's round. */
function aim(
  end: End,
  direction: number,
  checkpoints: readonly Checkpoint[],
): readonly [target: Checkpoint, alpha: number] {
  let alpha = direction;
  while (true) {
    do {
      const target = checkpoints[end.next % checkpoints.length];
      if (alpha <= target.alpha) return [target, alpha];
      end.next++;
    } while (end.next % checkpoints.length !== 0);
    alpha -= TURN;
  }
}

/** Lays one piece towards the next checkpoint. */
function lay(end: End, checkpoints: readonly Checkpoint[]): TrackPoint {
  const [target, alpha] = aim(end, directionOf(end), checkpoints);
  const [right, up] = [cosine(end.beta), sine(end.beta)];
  const aside = right * (target.x - end.x) + up * (target.y - end.y);
  while (end.beta - alpha > 1.5 * Math.PI) end.beta -= TURN;
  while (end.beta - alpha < -1.5 * Math.PI) end.beta += TURN;
  const before = end.beta;
  const turn = Math.min(TURN_RATE, Math.abs(TURN_PER_METRE * aside));
  if (aside > STRAIGHT) end.beta -= turn;
  if (aside < -STRAIGHT) end.beta += turn;
  end.x -= up * PIECE;
  end.y += right * PIECE;
  return { alpha, beta: before * 0.5 + end.beta * 0.5, x: end.x, y: end.y };
}

function layAll(checkpoints: readonly Checkpoint[]): readonly TrackPoint[] {
  const end: End = { x: START_X, y: 0, beta: 0, next: 0, rounds: 0, below: false };
  const points: TrackPoint[] = [];
  while (end.rounds <= ROUNDS && points.length < PATIENCE) points.push(lay(end, checkpoints));
  return points;
}

/** The last whole round: between the last two passages of the start; undefined where there are not two. */
function lastRound(points: readonly TrackPoint[]): readonly TrackPoint[] | undefined {
  let to: number | undefined;
  for (let i = points.length - 1; i > 0; i--) {
    if (points[i].alpha <= START_ALPHA || points[i - 1].alpha > START_ALPHA) continue;
    if (to !== undefined) return points.slice(i, to - 1);
    to = i;
  }
  return undefined;
}

/** Whether the two ends of a round meet. */
function isClosed(round: readonly TrackPoint[]): boolean {
  const [first, last] = [round[0], round[round.length - 1]];
  const dx = cosine(first.beta) * (first.x - last.x);
  const dy = sine(first.beta) * (first.y - last.y);
  return Math.sqrt(dx * dx + dy * dy) <= PIECE;
}

/**
 * One attempt at a track, from 24 draws: road is laid from checkpoint to checkpoint for some rounds, and the last
 * whole one is taken. Undefined where there is none, or where its ends do not meet.
 */
export function attemptTrack(draw: Draw): readonly TrackPoint[] | undefined {
  const round = lastRound(layAll(drawCheckpoints(draw)));
  return round && isClosed(round) ? round : undefined;
}

/** A closed track, however many attempts it takes. Gymnasium draws the same one from the same numbers. */
export function drawTrack(draw: Draw): readonly TrackPoint[] {
  let track = attemptTrack(draw);
  while (!track) track = attemptTrack(draw);
  return track;
}
