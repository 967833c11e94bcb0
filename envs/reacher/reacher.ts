import { component } from "../../core/component.ts";
import { boolean, choice, integer } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";
import { Reacher } from "./reacher_env.ts";

/**
 * Reacher: a two-link arm in the plane turns its shoulder and its wrist until the finger is where it should be.
 * The masses, motors and tasks are those of dm_control's reacher, action repeat and pose matching those of
 * stable-worldmodel; the motion is MuJoCo's in closed form, wrist limit included, so that its trajectories replay
 * to the rounding of the stored numbers.
 *
 * - **Observations**: `pixels` `uint8 [size, size, 3]`, the arena from above, arm, finger, and the target where
 *   `drawTarget` says so; `proprio` `float32 [6]`, joint angles, way from finger to target, joint velocities.
 * - **Action**: `[shoulder, wrist]`, clipped to [−1, 1], times 0.05 N·m, held for `repeat` physics steps of 0.02 s.
 * - **State**: joints, their velocities, target, factors and generator.
 * - **Start**: shoulder anywhere, wrist anywhere within ±160°, at rest; the target 0.05 to 0.20 m from the shoulder.
 * - **Success** `qpos-match`: both joints less than 0.05 rad from where they are in the goal. `easy`, `hard`: the
 *   finger at most 0.06 m or 0.025 m from where it is in the goal. The reward is 1 while the finger's circle meets
 *   the drawn target's (radius 0.05 m for `easy`, else 0.015 m), else 0. Nothing terminates an episode.
 * - **Stratum** `far`: a joint must turn by more than 30°.
 * - **Factors**: densities, a locked wrist, shape of the target, light, colours.
 *
 * @example
 * ```ts
 * import { reacher } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const env = reacher.make({ success: "easy", drawTarget: true }, {});
 * env.reset({ seed: 3, factors: { arm_density: 1500 } });
 * const [, , before] = env.measure();
 * env.step(Float32Array.of(1, 0));
 * assert.ok(env.measure()[2] > before);
 * ```
 */
export const reacher: Component<"env"> = component("env", {
  description: "Reacher: two motors turn an arm until its finger, or its whole pose, is where it should be",
  options: {
    size: integer({ default: 64, choices: [64, 96, 224], description: "side of the picture, px" }),
    success: choice(["qpos-match", "easy", "hard"], {
      default: "qpos-match",
      description: "success by the pose of both joints, or by the finger within 0.06 m or 0.025 m",
    }),
    repeat: integer({
      default: 2,
      min: 1,
      max: 100,
      description: "physics steps of 0.02 s that an action is held",
    }),
    drawTarget: boolean({ default: false, description: "whether the target is drawn" }),
  },
  make: (options) => new Reacher(options),
});
