import { colourFactors, numberFactor, wholeFactor } from "../../core/env/factors.ts";
import type { FactorSpec } from "../../core/types.ts";
import type { Colour } from "../raster/fill_rectangle.ts";
import { type ArmModel, armModel } from "./dynamics.ts";

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

/** One episode's factors in the form that moving and drawing need. */
export interface Scene {
  /** Masses of the arm. */
  readonly model: ArmModel;
  /** Whether the target is a box, not a sphere. */
  readonly box: boolean;
  /** Brightness of the lamp, 0…1. */
  readonly light: number;
  /** Colours in plain light. */
  readonly colours: { readonly [part in "arm" | "finger" | "wall" | "target" | "floor" | "tile"]: Colour };
}

/** The scene that belongs to complete factors, given in the order of their specs. */
export function sceneOf(factors: Float64Array): Scene {
  const value = (name: string): number => factors[reacherFactors.findIndex((spec) => spec.name === name)];
  const colour = (part: string): Colour => [
    value(`${part}_red`),
    value(`${part}_green`),
    value(`${part}_blue`),
  ];
  const densities = {
    arm: value("arm_density"),
    hand: value("hand_density"),
    finger: value("finger_density"),
  };
  return {
    model: armModel(densities, value("wrist_locked") === 1),
    box: value("target_shape") === 0,
    light: value("light"),
    colours: {
      arm: colour("arm"),
      finger: colour("finger"),
      wall: colour("wall"),
      target: colour("target"),
      floor: colour("floor"),
      tile: colour("tile"),
    },
  };
}
