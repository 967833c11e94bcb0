import type { EnvNotes } from "../../core/types.ts";
import { DOOR_SLACK, REACH } from "./scene.ts";

/** What the page of two rooms tells besides its spaces, variables, factors and goals. */
export const twoRoomNotes: EnvNotes = {
  about: "A soft dot walks through two rooms that a wall parts, and a door joins. It is the smallest world " +
    "in which the straight way to a goal fails: who wants to the other room must first go away from the goal, " +
    "to the door. The rules are those of `swm/TwoRoom-v1` (stable-worldmodel) in float32, and its " +
    "trajectories replay to 5e-7 px. The world is 224 px wide, whatever the size of the picture.",
  actions:
    "Where to go: to the right and downwards, as parts of the agent's speed. What lies beyond −1 and 1 " +
    "is clipped. The agent stops at the border, and in front of the wall unless its middle is within a " +
    `door's opening or at most ${DOOR_SLACK} px past its edge.`,
  reward: "Always 0.",
  start:
    "Agent and target are uniform inside the border, the agent clear of the wall with its whole radius; " +
    "the target may lie in either room, and in the wall. The target is part of the world and is not drawn " +
    "unless `drawTarget` says so; a goal that is asked for is another state of the world.",
  end:
    `Terminated where the agent is less than ${REACH} px from its own target. Nothing cuts an episode short.`,
  differences: [
    "Random numbers are the project's own, so that a seed means another start than there.",
    "Pictures of 64 and 96 px are drawn at that size, dots as the mean of a Gaussian over each pixel; the original draws 224 px only, and at that size the three reference pictures agree byte for byte.",
    "Doors may be smaller than the agent; the original refuses them when it draws factors.",
    "The position is no stream of observations; it is among the variables.",
  ],
  history: { "two-room@1": "First version." },
};
