import type { EnvNotes } from "../../core/types.ts";
import * as rules from "./rules.ts";

/** What the page of Pong says beside its spaces, variables and factors. */
export const pongNotes: EnvNotes = {
  about:
    "The Atari 2600's table tennis as the Arcade Learning Environment (ALE) shows it, without a ROM: the green " +
    "paddle on the right is the player's, the brown one on the left the opponent's. What matters is small, a ball of " +
    `${rules.BALL_WIDTH} × ${rules.BALL_HEIGHT} px on a screen of ${rules.WIDTH} × ${rules.HEIGHT}, most of what ` +
    "moves does not ask the player, and one picture does not tell where the ball goes: `frames` shows several in " +
    "one observation, `lag` screen frames apart, the present one last.",
  actions:
    "ALE's six: 0 NOOP, 1 FIRE, 2 RIGHT, 3 LEFT, 4 RIGHTFIRE, 5 LEFTFIRE. RIGHT moves the paddle up and " +
    `LEFT down, by ${rules.PLAYER_SPEED} px in every screen frame; FIRE does nothing, because serves come by ` +
    "themselves, so that only three of the six differ. An action lasts `frameskip` screen frames, and before each of " +
    "them the one before goes on with chance `sticky`, as in ALE.",
  reward: "1 when the opponent misses the ball, −1 when the player does, else 0.",
  start:
    `Both paddles in the middle, no points. After ${rules.SERVE_FRAMES} screen frames the ball is served from ` +
    "the middle column to either side, at a random height and slope; later serves go to who has just lost the point.",
  end: `Terminated when either side has ${rules.GAME} points; the game then stands still. Truncated after ` +
    `${rules.MOST_FRAMES} screen frames.`,
  differences: [
    "Speeds, bounces, serves and the opponent are an own design in named constants (`envs/pong/rules.ts`), because the cartridge's are not published; places, sizes, colours, scoring and actions are ALE's. Random play loses by about as much as there (−20.5 here, −20.7 there).",
    "The player's paddle has no inertia, and its way ends at the borders of the playfield.",
    `The ball leaves a paddle with one of ${rules.BOUNCE.length} slopes by where it met it, at ${
      rules.BALL_ACROSS[1]
    } px a frame across, and at ${rules.BALL_ACROSS.at(-1)} px after the fourth return of a rally.`,
    `The opponent looks at the ball every ${rules.ENEMY_LAG} screen frames and moves towards it by at most ${rules.ENEMY_SPEED} px a frame.`,
    `The ball waits off the screen for ${rules.SERVE_FRAMES} screen frames before a serve, and FIRE does not call for it.`,
    "Every screen frame shows everything: nothing flickers, and there is no picture of RAM or in grey.",
    "Games use sums, products and comparisons only, so that a seed is the same game on every machine.",
  ],
  history: { "pong@1": "First version." },
};
