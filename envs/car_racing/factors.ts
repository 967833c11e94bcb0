import { colourFactors } from "../../core/env/factors.ts";
import type { FactorSpec } from "../../core/types.ts";

/** What may vary in CarRacing, beside the track, which the seed decides. */
export const carRacingFactors: readonly FactorSpec[] = [
  ...colourFactors("road", [102, 102, 102]),
  ...colourFactors("background", [102, 204, 102]),
  ...colourFactors("grass", [102, 230, 102]),
  ...colourFactors("car", [204, 0, 0]),
];
