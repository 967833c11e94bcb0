import { component } from "../../core/component.ts";
import { choice, integer, number } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";
import { PongEnv } from "./pong_env.ts";
import { FRAMESKIP, STICKY } from "./rules.ts";

/**
 * Pong: two paddles, a ball, first to 21. Screen, sizes, colours, scoring and actions are those of the Atari 2600 as
 * the Arcade Learning Environment shows it; speeds, bounces and the opponent are an own design in named constants
 * (`envs/pong/rules.ts`), because the cartridge's are not published.
 *
 * - **Observation**: `pixels` `uint8 [size, size, 3·frames]`, the whole screen squeezed to a square (`screen`; at size
 *   160 as it is, `[210, 160, …]`) or the square playfield (`field`). With `frames` of 2 and more the earlier
 *   pictures, each `lag` screen frames before the next, come first.
 * - **Action**: one of six, NOOP, FIRE, RIGHT (up), LEFT (down), RIGHTFIRE, LEFTFIRE, for `frameskip` screen frames;
 *   before each of these an earlier action goes on with chance `sticky`.
 * - **State**: the game, the scenes that are still seen, factors and generator.
 * - **Reward**: 1 for a point of the player, −1 for one of the opponent.
 * - **Start**: paddles in the middle, no points, a serve to either side after a pause.
 * - **End**: `terminated` when someone has 21 points, `truncated` after 108 000 screen frames.
 * - **Goals**: paddle and ball where they are in the goal (`both`), or the paddle alone (`paddle`); stratum `return`:
 *   the ball must be returned on the way.
 *
 * @example
 * ```ts
 * import { pong } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const env = pong.make({ sticky: 0 }, {});
 * env.reset({ seed: 1 });
 * const [before] = env.measure();
 * env.step(Float32Array.of(2)); // RIGHT is up
 * assert.ok(env.measure()[0] < before);
 * ```
 */
export const pong: Component<"env"> = component("env", {
  description: "Pong with ALE's screen, scoring and six actions, against a scripted opponent",
  options: {
    size: integer({
      default: 64,
      choices: [64, 84, 96, 160],
      description: "side of the picture, px",
    }),
    view: choice(["screen", "field"], {
      default: "screen",
      description: "what is seen: the whole screen, or the playfield between the borders, without the scores",
    }),
    frames: integer({
      default: 1,
      min: 1,
      max: 4,
      description: "pictures of an observation, the present one last; two tell where the ball goes",
    }),
    lag: integer({
      default: 2,
      min: 1,
      max: 16,
      description: "screen frames from one picture of an observation to the next",
    }),
    frameskip: integer({ default: FRAMESKIP, min: 1, max: 60, description: "screen frames of a step" }),
    sticky: number({
      default: STICKY,
      min: 0,
      max: 1,
      description: "chance of the earlier action going on for a screen frame",
    }),
  },
  make: (options) => new PongEnv(options),
});
