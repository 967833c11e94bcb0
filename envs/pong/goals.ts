import type { Criterion, Goals } from "../../core/types.ts";
import { pongVariables } from "./variables.ts";

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
