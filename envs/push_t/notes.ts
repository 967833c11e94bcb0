import type { EnvNotes } from "../../core/types.ts";
import { SUB_STEPS } from "./scene.ts";
import { ALIGNED, COVERED, NEAR } from "./variables.ts";

const DEGREES = Math.round(ALIGNED * 180 / Math.PI);

/** What the page of Push-T tells besides its spaces, variables, factors and goals. */
export const pushTNotes: EnvNotes = {
  about:
    "A round agent pushes a T-shaped block across a table. The block moves only while it is pushed, and " +
    "every push both shifts and turns it, so that bringing it to a pose takes pushes from several sides. The " +
    "rules are those of gym-pusht (`absolute` actions, success by `coverage`) and of stable-worldmodel " +
    "(`relative`, `pose`); episodes of Chipmunk 7.0.3, the engine beneath both, replay to the rounding of the " +
    "stored numbers. The world is 512 px wide, whatever the size of the picture.",
  actions:
    `Where the agent is pulled to during ${SUB_STEPS} sub-steps of 0.01 s, to the right and downwards: ` +
    "with `relative` actions 100 px times the numbers from where it is when the action begins, with `absolute` " +
    "ones a place in px. What lies beyond the bounds is clipped. The agent pushes and is not pushed back; it " +
    "goes through the walls, the block does not.",
  reward: "With success by `pose` minus the distance of the seven numbers of state (agent, block, angle, " +
    `velocity) to a goal state that the episode draws; by \`coverage\` the covered part of the drawn goal ÷ ${COVERED}, ` +
    "at most 1.",
  start: "Agent and block lie anywhere in the middle of the table, at any angle, drawn again until nothing " +
    "touches; `start_spread` narrows that down to the start that the other factors say. Then follows one " +
    "sub-step, as in both originals.",
  end:
    `Terminated by \`pose\` where agent and block are together less than ${NEAR} px and the block less than ` +
    `${DEGREES}° from the episode's goal state, by \`coverage\` where more than ${COVERED} of the drawn goal is ` +
    "covered. Nothing cuts an episode short.",
  differences: [
    "Random numbers are the project's own, so that a seed means another start than there, and starts in which things touch are drawn again.",
    "Relative actions beyond −1 and 1 are clipped; stable-worldmodel takes them as they are.",
    "Blocks that look the same after part of a turn count as unturned.",
    "The origin of the Z is its middle, and the circle can be pushed.",
    "Pictures are drawn at their own size from samples of every pixel, not shrunk from 512 px; no mark shows where an action points.",
    "Sines and cosines of the block's angle are the engine's own, which may differ in the last bit from one engine to another, and so may episodes.",
  ],
  history: { "push-t@1": "First version." },
};
