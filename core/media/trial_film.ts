import type { Env, Film, Picture } from "../types.ts";
import { drawCurve } from "./curve.ts";
import { drawLabel, LABEL_HEIGHT, labelWidth } from "./label.ts";
import type { ImaginedTrial } from "../evaluate/imagined.ts";
import { canvas, type Colour, enlarge, paste, toPicture } from "./picture.ts";
import type { Trial } from "../evaluate/protocol.ts";
import type { Outcome } from "../evaluate/trials.ts";

/** Height that pictures are enlarged to, by whole factors, in pixels. */
const HEIGHT = 192;
/** Width of frame and gap, in pixels. */
const GAP = 8;
/** Height of the strip that shows costs, in pixels. */
const STRIP = 48;
/** Pictures that the end is held for. */
const HOLD = 8;
const RUNNING: Colour = [226, 232, 240];
const REACHED: Colour = [22, 163, 74];
const MISSED: Colour = [220, 38, 38];
const PAPER: Colour = [255, 255, 255];
const INK: Colour = [15, 23, 42];
const IMAGINED: Colour = [37, 99, 235];

/** A picture in the row, with its name above it. */
interface Panel {
  readonly name: string;
  readonly colour: Colour;
  readonly picture: Picture;
}

/** Panels in a frame, with room for a strip below. */
function inARow(panels: readonly Panel[], frame: Colour, below: number): Picture {
  const [{ picture: { width, height } }] = panels;
  const head = LABEL_HEIGHT + 2 * GAP;
  const row = canvas(panels.length * (width + GAP) + GAP, head + height + GAP + below, frame);
  panels.forEach(({ name, colour, picture }, i) => {
    const x = GAP + i * (width + GAP);
    paste(row, canvas(width, head - GAP, PAPER), x, GAP);
    drawLabel(row, name, x + Math.floor((width - labelWidth(name)) / 2), GAP + 4, colour);
    paste(row, picture, x, head);
  });
  return row;
}

/** Draws what was imagined to cost up to a moment, and what it did cost, at the bottom of a picture. */
function drawCosts(onto: Picture, { imagined, real }: ImaginedTrial, moment: number): void {
  const width = onto.width - 2 * GAP;
  const y = onto.height - GAP - STRIP;
  paste(onto, canvas(width, STRIP, PAPER), GAP, y);
  const box = { x: GAP + 2, y: y + 2, width: width - 4, height: STRIP - 4 };
  const top = Math.max(...imagined, ...real);
  const shown = moment + 1;
  drawCurve(onto, box, { values: imagined, shown, top, colour: IMAGINED });
  drawCurve(onto, box, { values: real, shown, top, colour: INK });
  drawLabel(onto, "cost", GAP + 4, y + STRIP - 4 - LABEL_HEIGHT, INK); // costs fall, so there is room
}

/** What a film shows. */
export interface TrialFilmSetup {
  /** A world to act the trial in again. */
  readonly env: Env;
  /** Where it started and what it had to reach, with the stream `pixels`. */
  readonly trial: Trial;
  /** What was done. */
  readonly outcome: Outcome;
  /** What the planner saw coming, if that is shown, too. */
  readonly imagined?: ImaginedTrial;
  /** File name without ending. */
  readonly name: string;
}

function captionOf({ trial, outcome, imagined }: TrialFilmSetup): string {
  const steps = outcome.actions.length === 1 ? "1 step" : `${outcome.actions.length} steps`;
  const end = `${outcome.reached ? `Goal reached after ${steps}` : `Goal not reached in ${steps}`}: ` +
    `distance ${trial.distance.toFixed(2)} at the start, ${outcome.distance.toFixed(2)} at the end`;
  return imagined
    ? `${end}. Right: what the plan imagined for the moment, as the nearest stored frame; below: what that costs (blue) and what the real frame costs (black)`
    : end;
}

/**
 * Films a trial: the real world on the left, the goal beside it, framed in green once it is reached and in red
 * when it was not. Where it is told what the planner imagined, that stands on the right, and a strip below shows
 * the cost of what was imagined and of what came, over time: where the lines part, the model was wrong. The world
 * is restored and acts again, so that a run need not keep its pictures.
 */
export function trialFilm(setup: TrialFilmSetup): Film {
  const { env, trial, outcome, imagined, name } = setup;
  const space = env.observations.pixels;
  const factor = Math.max(1, Math.round(HEIGHT / space.shape[0]));
  const goal = enlarge(toPicture(trial.goal.observations.pixels, space), factor);
  const look = (moment: number, frame: Colour) => {
    const panels: Panel[] = [
      { name: "real", colour: INK, picture: enlarge(toPicture(env.observe("pixels"), space), factor) },
      { name: "goal", colour: INK, picture: goal },
    ];
    if (!imagined) return inARow(panels, frame, 0);
    const picture = enlarge(imagined.pictures[moment], factor);
    const row = inARow([...panels, { name: "imagined", colour: IMAGINED, picture }], frame, STRIP + GAP);
    drawCosts(row, imagined, moment);
    return row;
  };
  env.setState(trial.start);
  const frames = [look(0, RUNNING)];
  outcome.actions.forEach((action, i) => {
    env.step(action);
    frames.push(look(i + 1, RUNNING));
  });
  const last = look(outcome.actions.length, outcome.reached ? REACHED : MISSED);
  frames.splice(-1, 1, ...Array.from({ length: HOLD }, () => last));
  return { name, caption: captionOf(setup), frames };
}
