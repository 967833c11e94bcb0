import type { Colour } from "../raster/colour.ts";
import { pongFactors } from "./factors.ts";

/** The table of one episode: its factors in the form that playing and drawing need. */
export interface Layout {
  /** Height of the player's paddle, px. */
  readonly playerHeight: number;
  /** Height of the opponent's paddle, px. */
  readonly enemyHeight: number;
  /** Speed of the player's paddle, px per frame. */
  readonly playerSpeed: number;
  /** Most that the opponent's paddle moves, px per frame. */
  readonly enemySpeed: number;
  /** Frames between two looks of the opponent at the ball. */
  readonly enemyLag: number;
  /** Factor of the ball's speeds. */
  readonly ballSpeed: number;
  /** Colours. */
  readonly colours: { readonly [part in "player" | "enemy" | "ball" | "border" | "background"]: Colour };
}

/** The layout that belongs to complete factors, given in the order of their specs. */
export function layoutOf(factors: Float64Array): Layout {
  const value = (name: string): number => factors[pongFactors.findIndex((spec) => spec.name === name)];
  const colour = (part: string): Colour => [
    value(`${part}_red`),
    value(`${part}_green`),
    value(`${part}_blue`),
  ];
  return {
    playerHeight: value("player_height"),
    enemyHeight: value("enemy_height"),
    playerSpeed: value("player_speed"),
    enemySpeed: value("enemy_speed"),
    enemyLag: value("enemy_lag"),
    ballSpeed: value("ball_speed"),
    colours: {
      player: colour("player"),
      enemy: colour("enemy"),
      ball: colour("ball"),
      border: colour("border"),
      background: colour("background"),
    },
  };
}
