import type { VariableSpec } from "../../core/types.ts";
import type { Game } from "./game.ts";
import type { Layout } from "./layout.ts";

function px(name: string, description: string): VariableSpec {
  return { name, unit: "px", description };
}

function speed(name: string, description: string): VariableSpec {
  return { name, unit: "px/frame", description };
}

function one(name: string, description: string): VariableSpec {
  return { name, unit: "1", description };
}

/** What can be read of Pong: the whole game, and the sizes and speeds that an expert needs. */
export const pongVariables: readonly VariableSpec[] = [
  px("player_y", "top of the player's paddle, downwards"),
  px("enemy_y", "top of the opponent's paddle, downwards"),
  px("ball_x", "left of the ball, to the right"),
  px("ball_y", "top of the ball, downwards"),
  speed("ball_vx", "speed of the ball to the right, 0 before a serve"),
  speed("ball_vy", "speed of the ball downwards, 0 before a serve"),
  one("player_score", "points of the player"),
  one("enemy_score", "points of the opponent"),
  { name: "serve_in", unit: "frame", description: "until the next serve, 0 while the ball is in play" },
  one("serve_side", "where the next serve goes: 1 to the player, -1 to the opponent"),
  one("returns", "times that the ball was returned since the serve"),
  px("enemy_aim", "where the opponent wants the middle of its paddle, downwards"),
  { name: "frame", unit: "frame", description: "since the start of the game" },
  px("player_height", "height of the player's paddle"),
  px("enemy_height", "height of the opponent's paddle"),
  speed("player_speed", "speed of the player's paddle"),
  speed("enemy_speed", "most that the opponent's paddle moves"),
  one("ball_speed", "factor of the ball's speeds"),
];

/** Values of the variables, in their order. */
export function measure(game: Game, layout: Layout): Float64Array {
  return Float64Array.of(
    game.playerY,
    game.enemyY,
    game.ballX,
    game.ballY,
    game.ballVx,
    game.ballVy,
    game.playerScore,
    game.enemyScore,
    game.serveIn,
    game.serveSide,
    game.returns,
    game.enemyAim,
    game.frame,
    layout.playerHeight,
    layout.enemyHeight,
    layout.playerSpeed,
    layout.enemySpeed,
    layout.ballSpeed,
  );
}
