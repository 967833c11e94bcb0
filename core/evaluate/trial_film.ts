import type { Env, Film, Picture } from "../types.ts";
import { canvas, type Colour, enlarge, paste, toPicture } from "./picture.ts";
import type { Trial } from "./protocol.ts";
import type { Outcome } from "./run_trials.ts";

/** Height that pictures are enlarged to, by whole factors, in pixels. */
const HEIGHT = 256;
/** Width of frame and gap, in pixels. */
const GAP = 8;
/** Pictures that the end is held for. */
const HOLD = 8;

const RUNNING: Colour = [226, 232, 240];
const REACHED: Colour = [22, 163, 74];
const MISSED: Colour = [220, 38, 38];

/** The world as it is, left, and the goal, right, in a frame. */
function sideBySide(now: Picture, goal: Picture, frame: Colour): Picture {
  const { width, height } = now;
  const both = canvas(2 * width + 3 * GAP, height + 2 * GAP, frame);
  paste(both, now, GAP, GAP);
  paste(both, goal, width + 2 * GAP, GAP);
  return both;
}

/** What a film shows. */
export interface TrialFilmSetup {
  /** A world to act the trial in again. */
  readonly env: Env;
  /** Where it started and what it had to reach, with the stream `pixels`. */
  readonly trial: Trial;
  /** What was done. */
  readonly outcome: Outcome;
  /** File name without ending. */
  readonly name: string;
}

/**
 * Films a trial: the real world on the left, the goal on the right, framed in green once it is reached and in red
 * when it was not. The world is restored and acts again, so that a run need not keep its pictures.
 */
export function trialFilm({ env, trial, outcome, name }: TrialFilmSetup): Film {
  const space = env.observations.pixels;
  const factor = Math.max(1, Math.round(HEIGHT / space.shape[0]));
  const goal = enlarge(toPicture(trial.goal.observations.pixels, space), factor);
  const look = (frame: Colour) =>
    sideBySide(enlarge(toPicture(env.observe("pixels"), space), factor), goal, frame);
  env.setState(trial.start);
  const frames = [look(RUNNING)];
  for (const action of outcome.actions) {
    env.step(action);
    frames.push(look(RUNNING));
  }
  const last = look(outcome.reached ? REACHED : MISSED);
  frames.splice(-1, 1, ...Array.from({ length: HOLD }, () => last));
  const steps = outcome.actions.length === 1 ? "1 step" : `${outcome.actions.length} steps`;
  const caption = `${outcome.reached ? `Goal reached after ${steps}` : `Goal not reached in ${steps}`}: ` +
    `distance ${trial.distance.toFixed(2)} at the start, ${outcome.distance.toFixed(2)} at the end`;
  return { name, caption, frames };
}
