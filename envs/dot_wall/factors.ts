import { colourFactors, numberFactor, wholeFactor } from "../../core/env/factors.ts";
import type { FactorSpec } from "../../core/types.ts";

/** Colours that only one of the two forms of the picture shows. */
function shownInColours(colours: readonly FactorSpec[]): readonly FactorSpec[] {
  return colours.map((spec) => ({ ...spec, description: `${spec.description}; layers do not show it` }));
}

/** What may vary in a dot's two rooms; wall and door stand where they are told unless a factor says otherwise. */
export function dotWallFactors(wall: number, door: number): readonly FactorSpec[] {
  return [
    wholeFactor("wall_position", 20, 44, wall, "middle of the wall, to the right, px"),
    wholeFactor("door_position", 10, 54, door, "middle of the door, downwards, px"),
    wholeFactor("wall_width", 1, 9, 3, "thickness of the wall, px; an even one stands a pixel thicker"),
    wholeFactor("door_space", 2, 8, 4, "half the opening of the door, px"),
    numberFactor("dot_std", 0.8, 3, 1.3, "standard deviation of the dot's picture, px"),
    ...shownInColours(colourFactors("agent", [255, 0, 0])),
    ...shownInColours(colourFactors("wall", [0, 0, 0])),
    ...shownInColours(colourFactors("background", [255, 255, 255])),
  ];
}
