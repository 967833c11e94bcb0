import type { Game } from "./game.ts";

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
export function saveScene(game: Game, to: Float64Array, at: number): void {
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
