import { cosine, sine } from "../../core/env/trigonometry.ts";
import { LINK } from "./geometry.ts";

/** Where the finger is for two joint angles, `[x, y]`, m. */
export function fingerPlace(shoulder: number, wrist: number): readonly [x: number, y: number] {
  const hand = shoulder + wrist;
  return [LINK * (cosine(shoulder) + cosine(hand)), LINK * (sine(shoulder) + sine(hand))];
}
