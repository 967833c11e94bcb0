import { component } from "../../core/component.ts";
import { choice, integer } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";
import { PushT } from "./push_t_env.ts";

/**
 * Push-T: a round agent pushes a T among four walls. The rules are those of gym-pusht (`absolute`, `coverage`) and
 * of stable-worldmodel (`relative`, `pose`), and so is the physics: episodes of Chipmunk 7.0.3 replay to the
 * rounding of the stored numbers, because contacts, their cache and the order of their pairs follow that engine.
 *
 * - **Observations**: `pixels` `uint8 [size, size, 3]`, drawn goal, walls, block, agent; `proprio` `float32 [4]`,
 *   place and velocity of the agent. The world is 512 px wide whatever the size of the picture.
 * - **Action**: where the agent is pulled to during ten sub-steps of 0.01 s: `[x, y]` in px (`absolute`), or 100 px
 *   times `[dx, dy]` from where it is (`relative`).
 * - **State**: bodies, contact cache, bounding-box tree, goal, factors and generator.
 * - **Start**: agent, block and angle uniform, as far as nothing touches.
 * - **Success** `coverage`: the block covers more than 95 % of the goal; the reward is coverage ÷ 0.95, at most 1.
 *   `pose`: agent and block are together less than 20 px, and the block less than 20°, from a goal state that the
 *   episode draws (blocks that look the same after part of a turn count as unturned); the reward is minus the
 *   distance of the seven numbers of state, as in stable-worldmodel. The drawn goal is not that goal there.
 * - **Factors**: block (T, L, Z, circle, square, I, small tee, plus), sizes, start, drawn goal, colours.
 */
export const pushT: Component<"env"> = component("env", {
  description: "Push-T: a round agent pushes a block to a pose, with the physics of the literature",
  options: {
    size: integer({ default: 64, choices: [64, 96, 224], description: "side of the picture, px" }),
    action: choice(["relative", "absolute"], {
      default: "relative",
      description: "an action is a way in [−1, 1] times 100 px, or a place in px",
    }),
    success: choice(["pose", "coverage"], {
      default: "pose",
      description: "success and reward by the pose of agent and block, or by how much of the goal is covered",
    }),
  },
  make: (options) => new PushT(options),
});
