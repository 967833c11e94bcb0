import type { EnvNotes } from "../../core/types.ts";

/** What the page of Pong says beside its spaces, variables and factors. */
export const pongNotes: EnvNotes = {
  about:
    "The Atari 2600's table tennis as the Arcade Learning Environment (ALE) shows it: a green paddle on the right is the player's, a brown one on the left the opponent's. What matters is small, a ball of 2 × 4 px on a screen of 160 × 210, and one picture does not tell where it goes.",
  actions:
    "ALE's minimal six: 0 NOOP, 1 FIRE, 2 RIGHT, 3 LEFT, 4 RIGHTFIRE, 5 LEFTFIRE. RIGHT moves the paddle up and LEFT down, by 2 px in every screen frame; FIRE does nothing, because serves come by themselves, so that only three of the six differ. An action lasts `frameskip` screen frames, and before each of them the earlier one goes on with chance `sticky`, as in ALE.",
  reward: "1 when the opponent misses the ball, −1 when the player does, else 0.",
  start:
    "Both paddles in the middle, no points. After 16 screen frames the ball is served from the middle column to either side, at a random height and slope; later serves go to who has just lost the point.",
  end: "Terminated when either side has 21 points. Truncated after 108 000 screen frames.",
  differences: [
    "No ROM: speeds, bounces, serves and the opponent are an own design, in named constants (`envs/pong/rules.ts`); places, sizes, colours, scoring and actions are ALE's.",
    "The player's paddle has no inertia, and its way ends at the borders of the playfield.",
    "The ball leaves a paddle with one of eight slopes by where it met it, and goes faster after the first and after the fourth return.",
    "The opponent looks at the ball every fourth screen frame and moves towards it by at most 1.5 px a frame.",
    "The ball waits off the screen for 16 screen frames before a serve, and FIRE does not call for it.",
    "Nothing flickers: every screen frame shows everything.",
  ],
  history: { "pong@1": "First version." },
};
