import { colourFactors, numberFactor, wholeFactor } from "../../core/env/factors.ts";
import type { FactorSpec } from "../../core/types.ts";

/** Of a factor of the target. */
const UNSEEN = "; without effect unless the target is drawn";

/** What may vary in the reacher: the ranges of stable-worldmodel, the numbers of dm_control as defaults. */
export const reacherFactors: readonly FactorSpec[] = [
  numberFactor("arm_density", 500, 1500, 1000, "density of the arm, kg/m³"),
  numberFactor("hand_density", 500, 1500, 1000, "density of the hand, kg/m³"),
  numberFactor("finger_density", 500, 1500, 1000, "density of the finger, kg/m³"),
  wholeFactor("wrist_locked", 0, 1, 0, "1 holds the wrist at its first angle, 0 lets it turn"),
  wholeFactor("target_shape", 0, 1, 1, `the target: 0 box, 1 sphere${UNSEEN}`),
  numberFactor("light", 0, 1, 0.7, "brightness of the lamp above the arena, of 1"),
  ...colourFactors("arm", [179, 128, 77]),
  ...colourFactors("finger", [179, 102, 51]),
  ...colourFactors("wall", [77, 128, 179]),
  ...colourFactors("target", [153, 77, 77]).map((spec) => (
    { ...spec, description: `${spec.description}${UNSEEN}` }
  )),
  ...colourFactors("floor", [26, 51, 77]),
  ...colourFactors("tile", [51, 77, 102]),
];
