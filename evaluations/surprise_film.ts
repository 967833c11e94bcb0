import {
  canvas,
  drawCurve,
  drawLabel,
  enlarge,
  LABEL_HEIGHT,
  labelWidth,
  paste,
  pictureSpace,
  placesOf,
  toPicture,
} from "../core/mod.ts";
import type { EvaluationContext, Film, Picture } from "../core/mod.ts";
import { retrievalEnergies } from "./retrieval_energies.ts";
import { storedFrame } from "./retrieval_tiers.ts";
import { type FutureOptions, surpriseQuestion } from "./surprise_futures.ts";

/** Moments of a film, at most. */
const MOMENTS = 150;
/** Transitions asked at once. */
const TOGETHER = 8;
/** Height that pictures are enlarged to, by whole factors, and of the strip with the energies, px. */
const [HEIGHT, STRIP, GAP] = [192, 64, 8];
const PAPER = [255, 255, 255] as const;
const INK = [15, 23, 42] as const;
const FALSE = [220, 38, 38] as const;

/** The picture of a moment above the energies up to it. */
function drawMoment(
  picture: Picture,
  real: readonly number[],
  teleported: readonly number[],
  moment: number,
): Picture {
  const frame = canvas(
    picture.width + 2 * GAP,
    picture.height + LABEL_HEIGHT + STRIP + 4 * GAP,
    [226, 232, 240],
  );
  paste(frame, picture, GAP, GAP);
  const label = picture.height + 2 * GAP;
  drawLabel(frame, "energy", GAP, label, INK);
  drawLabel(frame, "teleported", frame.width - GAP - labelWidth("teleported"), label, FALSE);
  const y = label + LABEL_HEIGHT + GAP;
  paste(frame, canvas(picture.width, STRIP, PAPER), GAP, y);
  const box = { x: GAP + 2, y: y + 2, width: picture.width - 4, height: STRIP - 4 };
  const top = Math.max(...teleported, ...real);
  const shown = moment + 1;
  drawCurve(frame, box, { values: teleported, shown, top, colour: FALSE });
  drawCurve(frame, box, { values: real, shown, top, colour: INK });
  return frame;
}

/**
 * Films a held-out episode with the energy of what came next (black) and of a moment elsewhere in the episode (red).
 * None for data without pictures or without an episode that is long enough.
 */
export async function surpriseFilms(
  context: EvaluationContext,
  history: number,
  options: FutureOptions,
): Promise<Film[]> {
  const { heldOut, frameskip, rng } = context;
  const column = heldOut.columns.find(({ name }) => name === "pixels");
  const space = pictureSpace(column?.dtype === "uint8" ? { pixels: { ...column, dtype: "uint8" } } : {});
  if (!space || heldOut.lengths.length < 2) return [];
  const { episode } = placesOf(heldOut.lengths).at(0);
  const first = (history - 1) * frameskip;
  const rows = Math.min(heldOut.lengths[episode] - first, MOMENTS);
  const questions = Array.from({ length: rows }, (_, i) => ({ episode, row: first + i }))
    .filter(({ row }) => row + frameskip < heldOut.lengths[episode])
    .flatMap((from) => surpriseQuestion(context, from, options, rng.fork("film").fork(from.row)) ?? []);
  const energies: number[][] = [];
  for (let at = 0; at < questions.length; at += TOGETHER) {
    energies.push(...await retrievalEnergies(context, questions.slice(at, at + TOGETHER), history));
  }
  if (energies.length === 0) return [];
  const factor = Math.max(1, Math.round(HEIGHT / space.shape[0]));
  const [real, teleported] = [0, 1].map((kind) => energies.map((all) => all[kind]));
  const frames = questions.map(({ from }, moment) => {
    const { pixels } = storedFrame(heldOut, ["pixels"], { ...from, row: from.row + frameskip });
    return drawMoment(enlarge(toPicture(pixels, space), factor), real, teleported, moment);
  });
  const caption = "Energy of what came next (black) and of a moment elsewhere in the same episode (red)";
  return [{ name: "energies", caption, frames }];
}
