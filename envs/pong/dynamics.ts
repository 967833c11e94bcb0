import type { Rng } from "../../core/types.ts";
import type { Layout } from "./scene.ts";
import * as rules from "./rules.ts";

/** Numbers of a game that change, in the order in which they are stored. */
const FIELDS = [
  "playerY",
  "enemyY",
  "ballX",
  "ballY",
  "ballVx",
  "ballVy",
  "playerScore",
  "enemyScore",
  "serveIn",
  "serveSide",
  "returns",
  "enemyAim",
  "frame",
] as const;

/** How many numbers {@linkcode Game.save} gives. */
export const GAME_SIZE: number = FIELDS.length;

const clamped = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/**
 * One game, a screen frame at a time. Places are those of left upper corners, in px of the Atari's screen; only
 * sums, products and comparisons, so that a game is the same on every machine.
 */
export class Game {
  /** Top of the player's paddle. */
  playerY = 0;
  /** Top of the opponent's paddle. */
  enemyY = 0;
  /** Left of the ball. */
  ballX: number = rules.SERVE_X;
  /** Top of the ball. */
  ballY = 0;
  /** Speed of the ball to the right. */
  ballVx = 0;
  /** Speed of the ball downwards. */
  ballVy = 0;
  /** Points of the player. */
  playerScore = 0;
  /** Points of the opponent. */
  enemyScore = 0;
  /** Frames until the serve; 0 while the ball is in play. */
  serveIn = 0;
  /** Where the next serve goes: 1 to the player, −1 to the opponent. */
  serveSide = 1;
  /** Times that the ball was returned since the serve. */
  returns = 0;
  /** Where the opponent wants its middle. */
  enemyAim = 0;
  /** Screen frames since the start. */
  frame = 0;

  /** Starts a game: paddles in the middle, no points, a serve to either side after the usual pause. */
  start(layout: Layout, rng: Rng): void {
    const middle = (rules.TOP + rules.BOTTOM) / 2;
    this.playerY = middle - layout.playerHeight / 2;
    this.enemyY = middle - layout.enemyHeight / 2;
    this.playerScore = 0;
    this.enemyScore = 0;
    this.enemyAim = middle;
    this.frame = 0;
    this.#rest(rng.uniform() < 0.5 ? -1 : 1);
  }

  /** Whether someone has won. */
  get over(): boolean {
    return Math.max(this.playerScore, this.enemyScore) >= rules.GAME;
  }

  /** Whether the ball is in play, and so on the screen. */
  get inPlay(): boolean {
    return this.serveIn === 0;
  }

  /**
   * Plays one screen frame.
   *
   * @param direction Which way the player's paddle goes: −1 up, 0 nowhere, 1 down.
   * @returns The player's points less the opponent's, of this frame.
   */
  advance(direction: number, layout: Layout, rng: Rng): number {
    this.frame++;
    this.#movePlayer(direction, layout);
    this.#moveEnemy(layout);
    if (this.inPlay) return this.#moveBall(layout);
    this.serveIn--;
    if (this.inPlay) this.#serve(layout, rng);
    return 0;
  }

  /** Writes all numbers to `to`, from place `at`. */
  save(to: Float64Array, at: number): void {
    for (let i = 0; i < GAME_SIZE; i++) to[at + i] = this[FIELDS[i]];
  }

  /** Reads all numbers from `from`, from place `at`. */
  load(from: Float64Array, at: number): void {
    for (let i = 0; i < GAME_SIZE; i++) this[FIELDS[i]] = from[at + i];
  }

  #movePlayer(direction: number, { playerSpeed, playerHeight }: Layout): void {
    this.playerY = clamped(this.playerY + direction * playerSpeed, rules.TOP, rules.BOTTOM - playerHeight);
  }

  #moveEnemy({ enemySpeed, enemyHeight, enemyLag }: Layout): void {
    if (this.frame % enemyLag === 0) this.enemyAim = this.ballY + rules.BALL_HEIGHT / 2;
    const way = this.enemyAim - (this.enemyY + enemyHeight / 2);
    if (Math.abs(way) <= rules.ENEMY_SLACK) return;
    const moved = this.enemyY + clamped(way, -enemySpeed, enemySpeed);
    this.enemyY = clamped(moved, rules.TOP, rules.BOTTOM - enemyHeight);
  }

  #moveBall(layout: Layout): number {
    const before = this.ballX;
    this.ballX += this.ballVx;
    this.ballY += this.ballVy;
    this.#bounceOffBorders();
    const { PLAYER_X, ENEMY_X, PADDLE_WIDTH, BALL_WIDTH, WIDTH } = rules;
    this.#meet(before, PLAYER_X - BALL_WIDTH, this.playerY, layout.playerHeight, layout);
    this.#meet(before, ENEMY_X + PADDLE_WIDTH, this.enemyY, layout.enemyHeight, layout);
    if (this.ballX >= WIDTH) {
      this.enemyScore++;
      this.#rest(1);
      return -1;
    }
    if (this.ballX > -BALL_WIDTH) return 0;
    this.playerScore++;
    this.#rest(-1);
    return 1;
  }

  #bounceOffBorders(): void {
    const lowest = rules.BOTTOM - rules.BALL_HEIGHT;
    if (this.ballY < rules.TOP) {
      this.ballY = 2 * rules.TOP - this.ballY;
      this.ballVy = -this.ballVy;
    } else if (this.ballY > lowest) {
      this.ballY = 2 * lowest - this.ballY;
      this.ballVy = -this.ballVy;
    }
  }

  /** Returns the ball where it has just come to a paddle's front, column `front` of the ball, and touches it. */
  #meet(before: number, front: number, top: number, height: number, { ballSpeed }: Layout): void {
    const came = this.ballVx > 0
      ? before < front && this.ballX >= front
      : before > front && this.ballX <= front;
    const along = this.ballY + rules.BALL_HEIGHT - top;
    const reach = height + rules.BALL_HEIGHT;
    // The way decides whose front it is: the player stands on the right.
    const facing = (this.ballVx > 0) === (front > rules.SERVE_X);
    if (!came || !facing || along <= 0 || along >= reach) return;
    this.returns++;
    const part = Math.floor(along / reach * rules.BOUNCE.length);
    const pace = rules.BALL_ACROSS[Math.min(this.returns, rules.BALL_ACROSS.length - 1)];
    this.ballX = front;
    this.ballVx = (this.ballVx > 0 ? -pace : pace) * ballSpeed;
    this.ballVy = rules.BOUNCE[part] * ballSpeed;
  }

  /** Takes the ball off the screen until it is served to `side`. */
  #rest(side: number): void {
    this.serveIn = rules.SERVE_FRAMES;
    this.serveSide = side;
    this.returns = 0;
    this.ballX = rules.SERVE_X;
    this.ballY = (rules.TOP + rules.BOTTOM - rules.BALL_HEIGHT) / 2;
    this.ballVx = 0;
    this.ballVy = 0;
  }

  #serve({ ballSpeed }: Layout, rng: Rng): void {
    const [low, high] = [rules.TOP + rules.SERVE_MARGIN, rules.BOTTOM - rules.SERVE_MARGIN];
    this.ballY = low + rng.integer(high - low - rules.BALL_HEIGHT + 1);
    this.ballVx = this.serveSide * rules.BALL_ACROSS[0] * ballSpeed;
    this.ballVy = rules.SERVE_DOWN[rng.integer(rules.SERVE_DOWN.length)] * ballSpeed;
  }
}
