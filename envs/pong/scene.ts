import { colourFactors, numberFactor, wholeFactor } from "../../core/env/factors.ts";
import type { FactorSpec } from "../../core/types.ts";
import type { Colour } from "../raster/fill_rectangle.ts";
import { ENEMY_LAG, ENEMY_SPEED, PADDLE_HEIGHT, PLAYER_SPEED } from "./rules.ts";

/** What may vary in Pong; the defaults are ALE's geometry and colours, and the rules' own speeds. */
export const pongFactors: readonly FactorSpec[] = [
  wholeFactor("player_height", 4, 60, PADDLE_HEIGHT, "height of the player's paddle, px"),
  wholeFactor("enemy_height", 4, 60, PADDLE_HEIGHT, "height of the opponent's paddle, px"),
  numberFactor("player_speed", 0.5, 8, PLAYER_SPEED, "speed of the player's paddle, px per frame"),
  numberFactor("enemy_speed", 0, 8, ENEMY_SPEED, "most that the opponent's paddle moves, px per frame"),
  wholeFactor("enemy_lag", 1, 32, ENEMY_LAG, "frames from one look of the opponent at the ball to the next"),
  numberFactor("ball_speed", 0.25, 2, 1, "all speeds of the ball are multiplied by it"),
  ...colourFactors("player", [92, 186, 92]),
  ...colourFactors("enemy", [213, 130, 74]),
  ...colourFactors("ball", [236, 236, 236]),
  ...colourFactors("border", [236, 236, 236]).map((spec) => (
    { ...spec, description: `${spec.description}; the view of the field does not show it` }
  )),
  ...colourFactors("background", [144, 72, 17]),
];

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

/** What is on the screen at one moment: all that a picture shows. */
export interface Scene {
  /** Top of the player's paddle. */
  readonly playerY: number;
  /** Top of the opponent's paddle. */
  readonly enemyY: number;
  /** Left of the ball. */
  readonly ballX: number;
  /** Top of the ball. */
  readonly ballY: number;
  /** 1 while the ball is in play, else 0. */
  readonly inPlay: number;
  /** Points of the player. */
  readonly playerScore: number;
  /** Points of the opponent. */
  readonly enemyScore: number;
}

/** How many numbers a scene has when it is stored. */
export const SCENE_SIZE = 7;

/** Writes what a game shows to `to`, from place `at`. */
export function saveScene(
  game: Omit<Scene, "inPlay"> & { readonly inPlay: boolean },
  to: Float64Array,
  at: number,
): void {
  to[at] = game.playerY;
  to[at + 1] = game.enemyY;
  to[at + 2] = game.ballX;
  to[at + 3] = game.ballY;
  to[at + 4] = game.inPlay ? 1 : 0;
  to[at + 5] = game.playerScore;
  to[at + 6] = game.enemyScore;
}

/** Reads a scene that {@linkcode saveScene} has written. */
export function loadScene(from: Float64Array, at: number): Scene {
  const [playerY, enemyY, ballX, ballY, inPlay, playerScore, enemyScore] = from.subarray(at, at + SCENE_SIZE);
  return { playerY, enemyY, ballX, ballY, inPlay, playerScore, enemyScore };
}
