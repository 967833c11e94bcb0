/**
 * The rules of Pong in named numbers: geometry and scoring of the Atari 2600's screen, and the speeds and habits
 * that stand in for the cartridge's own. Lengths are px of that screen, speeds px per screen frame. All are sums of
 * powers of two, so that places are exact on every machine.
 *
 * @module
 */

/** Width of the screen. */
export const WIDTH = 160;
/** Height of the screen. */
export const HEIGHT = 210;
/** First row of the playfield; a white border of ten rows lies above it. */
export const TOP = 34;
/** First row below the playfield; a white border reaches from there to the bottom. */
export const BOTTOM = 194;
/** First row of the border above. */
export const BORDER_TOP = 24;
/** Column of the opponent's paddle. */
export const ENEMY_X = 16;
/** Column of the player's paddle. */
export const PLAYER_X = 140;
/** Width of a paddle. */
export const PADDLE_WIDTH = 4;
/** Height of a paddle, unless a factor says otherwise. */
export const PADDLE_HEIGHT = 15;
/** Width of the ball. */
export const BALL_WIDTH = 2;
/** Height of the ball. */
export const BALL_HEIGHT = 4;
/** Column of the last digit of the opponent's score. */
export const ENEMY_SCORE_X = 36;
/** Column of the last digit of the player's score. */
export const PLAYER_SCORE_X = 116;
/** Points that end a game. */
export const GAME = 21;

/** Speed of the player's paddle while its action is up or down. */
export const PLAYER_SPEED = 2;
/** Most that the opponent's paddle moves. */
export const ENEMY_SPEED = 1.5;
/** Frames from one look of the opponent at the ball to the next; in between it goes where it last saw the ball. */
export const ENEMY_LAG = 4;
/** How far from where it saw the ball the opponent's middle may be without moving. */
export const ENEMY_SLACK = 2;

/** Frames between a point and the next serve. */
export const SERVE_FRAMES = 16;
/** Column of a served ball. */
export const SERVE_X = 79;
/** Least distance of a served ball from both borders. */
export const SERVE_MARGIN = 24;
/** Downward speeds of a served ball; each is as likely as the others. */
export const SERVE_DOWN: readonly number[] = [-1, -0.5, 0.5, 1];
/** Sideways speed of the ball by the number of times that it was returned since the serve, the last one for more. */
export const BALL_ACROSS: readonly number[] = [1, 1.5, 1.5, 1.5, 2];
/** Downward speed of a returned ball by where it met the paddle, in equal parts from its top to its bottom. */
export const BOUNCE: readonly number[] = [-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2];

/** Actions in ALE's order; right is up, left is down, fire does nothing. */
export const ACTIONS: readonly string[] = ["NOOP", "FIRE", "RIGHT", "LEFT", "RIGHTFIRE", "LEFTFIRE"];
/** Which way each action moves the player's paddle, downwards. */
export const DIRECTION: readonly number[] = [0, 0, -1, 1, -1, 1];

/** Screen frames of a step, as in ALE's v5 games. */
export const FRAMESKIP = 4;
/** Chance of an earlier action going on for a screen frame, as in ALE's v5 games. */
export const STICKY = 0.25;
/** Screen frames after which ALE cuts a game short. */
export const MOST_FRAMES = 108000;
