import type { EnvNotes } from "../../core/types.ts";

/** What the page of the reacher says beside its spaces, variables, factors and goals. */
export const reacherNotes: EnvNotes = {
  about: "An arm of two links lies in a square arena and is seen from above. A motor in the shoulder and a " +
    "weaker joint in the wrist turn it until the finger is at a target, or until both joints stand as in a goal. " +
    "There is no gravity and nothing to bump into; what is hard is the arm itself: it swings on, each link " +
    "drags the other along, and from pixels a goal must be met to half a pixel of the finger's way.",
  actions:
    "`[shoulder, wrist]`, each clipped to [−1, 1]: the torque on the joint in units of 0.05 N·m, held for " +
    "`repeat` physics steps of 0.02 s (two, unless told). A positive one turns anticlockwise.",
  reward:
    "1 while the finger's circle (radius 0.01 m) meets the target's (0.05 m for `easy`, else 0.015 m), " +
    "else 0.",
  start:
    "The shoulder is uniform all around, the wrist uniform within ±160°, both at rest. The target is uniform " +
    "in angle and in distance from the shoulder, 0.05 to 0.20 m.",
  end:
    "Nothing terminates an episode and nothing cuts it short; dm_control's limit is 1000 physics steps, 20 s.",
  differences: [
    "The picture is drawn in flat colours, each the mean of what dm_control's lamps give the part, without " +
    "shadows, highlights and reflections; arm, finger and target are seen as by a camera 0.75 m above.",
    "The shoulder of a goal is compared modulo full turns, which look alike; stable-worldmodel compares the " +
    "raw angles.",
    "Goals are states, so `easy` and `hard` ask for the finger's place in the goal, not for the drawn target.",
    "`wrist_locked` holds the wrist at its first angle; stable-worldmodel names such a factor but does nothing " +
    "with it. The hand's density and the colours of finger and wall are factors here alone.",
    "The lamp brightens arm, finger, axle, target and walls; the floor is as bright as it can be in any light.",
    "Sines and cosines are sums and products of the project's own, so that all machines give the same bytes.",
  ],
  history: {
    "reacher@1": "First version.",
  },
};
