import type { Criterion, Goals, VariableSpec } from "../../core/types.ts";
import type { Game } from "./dynamics.ts";
import type { Layout } from "./scene.ts";

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

/** How far the player's paddle may be from where it is in the goal, px. */
const PADDLE_NEAR = 4;
/** How far the ball may be from where it is in the goal, along each axis, px. */
const BALL_NEAR = 6;

const at = (name: string): number => pongVariables.findIndex((variable) => variable.name === name);
const [PLAYER, X, Y, VX] = [at("player_y"), at("ball_x"), at("ball_y"), at("ball_vx")];

const paddleApart = (now: Float64Array, goal: Float64Array): number => Math.abs(now[PLAYER] - goal[PLAYER]);

const ballApart = (now: Float64Array, goal: Float64Array): number =>
  Math.max(Math.abs(now[X] - goal[X]), Math.abs(now[Y] - goal[Y]));

const paddle: Criterion = {
  criterion: `the player's paddle is at most ${PADDLE_NEAR} px from where it is in the goal`,
  distance: paddleApart,
  reached: (now, goal) => paddleApart(now, goal) <= PADDLE_NEAR,
};

const both: Criterion = {
  criterion:
    `the player's paddle is at most ${PADDLE_NEAR} px, and the ball at most ${BALL_NEAR} px along each axis, from where they are in the goal`,
  distance: (now, goal) => paddleApart(now, goal) + ballApart(now, goal),
  reached: (now, goal) => paddle.reached(now, goal) && ballApart(now, goal) <= BALL_NEAR,
};

/** Goals are moments of the game: the paddle must be there when the ball is. */
export const pongGoals: Goals = {
  ...both,
  criteria: { both, paddle },
  strata: {
    return: {
      description: "the ball comes to the player at the start and has been returned in the goal",
      holds: (start, goal) => start[VX] > 0 && goal[VX] < 0,
    },
  },
};
