import type { Colour } from "../raster/colour.ts";
import { type ArmModel, armModel } from "./arm_model.ts";
import { reacherFactors } from "./factors.ts";

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
