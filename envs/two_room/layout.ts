import type { Colour } from "../raster/colour.ts";
import { twoRoomFactors } from "./factors.ts";

/** An opening of the wall. */
export interface Door {
  /** Middle along the wall, px. */
  readonly centre: number;
  /** Half the opening, px. */
  readonly half: number;
}

/** The rooms of one episode: its factors in the form that moving and drawing need. */
export interface Layout {
  /** Radius of the agent as float32, px. */
  readonly agentRadius: number;
  /** Way of the agent under an action of 1 as float32, px. */
  readonly agentSpeed: number;
  /** Standard deviation of the target's dot as float32, px. */
  readonly targetRadius: number;
  /** 1 for an upright wall, 0 for a level one. */
  readonly wallAxis: number;
  /** Half the wall, px. */
  readonly wallHalf: number;
  /** Openings. */
  readonly doors: readonly Door[];
  /** Colours. */
  readonly colours: { readonly [part in "agent" | "target" | "wall" | "door" | "background"]: Colour };
}

/** The layout that belongs to complete factors, given in the order of their specs. */
export function layoutOf(factors: Float64Array): Layout {
  const value = (name: string): number => factors[twoRoomFactors.findIndex((spec) => spec.name === name)];
  const colour = (
    part: string,
  ): Colour => [value(`${part}_red`), value(`${part}_green`), value(`${part}_blue`)];
  const door = (i: number): Door => ({ centre: value(`door_position_${i}`), half: value(`door_size_${i}`) });
  return {
    agentRadius: Math.fround(value("agent_radius")),
    agentSpeed: Math.fround(value("agent_speed")),
    targetRadius: Math.fround(value("target_radius")),
    wallAxis: value("wall_axis"),
    wallHalf: Math.floor(value("wall_thickness") / 2),
    doors: Array.from({ length: value("doors") }, (_, i) => door(i)),
    colours: {
      agent: colour("agent"),
      target: colour("target"),
      wall: colour("wall"),
      door: colour("door"),
      background: colour("background"),
    },
  };
}
