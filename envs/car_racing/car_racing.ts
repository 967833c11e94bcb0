import { component } from "../../core/component.ts";
import { boolean, choice, integer, number } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";
import { CarRacing } from "./car_racing_env.ts";

/**
 * CarRacing: a car on a road seen from above. Rules, tracks and tyres are those of Gymnasium's `CarRacing-v3`, the
 * physics is Box2D's.
 *
 * - **Observation**: `pixels` `uint8 [size, size, 3]`: field, road, car from above, heading upwards, and the
 *   instruments: score, speed, spin of the wheels, steering, turn.
 * - **Action**: `[steer, gas, brake]` (`continuous`), or one of nothing, right, left, gas, brake (`discrete`).
 * - **State**: seed, factors, bodies, wheels, pieces of road that were driven on, score.
 * - **Start**: at rest at the first piece of road; the seed decides the track.
 * - **End**: terminated after a lap or outside the field, truncated after `limit` steps.
 * - **Goals**: less than 5 m and 30° from where the car is in the goal; stratum `bend`.
 *
 * Box2D is one instance for all worlds of a build: `close` gives a car in it back, and a world that is never closed
 * keeps 0.17 MB of its memory for as long as the process lives.
 */
export const carRacing: Component<"env"> = component("env", {
  description:
    "CarRacing: a car drives a lap on a road that every episode draws, as in Gymnasium's CarRacing-v3",
  options: {
    size: integer({ default: 64, choices: [64, 96], description: "side of the picture, px" }),
    action: choice(["continuous", "discrete"], {
      default: "continuous",
      description: "an action is steering, gas and brake, or one of five choices",
    }),
    randomColours: boolean({
      default: false,
      description:
        "whether every episode draws those colours of road and field that no factor gives (domain randomisation)",
    }),
    intro: boolean({
      default: true,
      description: "whether the camera comes nearer during the first second, or is near from the start",
    }),
    score: boolean({
      default: true,
      description: "whether the return so far is drawn, which tells how far an episode has come",
    }),
    lapShare: number({
      default: 0.95,
      min: 0,
      max: 1,
      description: "share of the pieces, the first included, after which driving on the first ends the lap",
    }),
    limit: integer({
      default: 1000,
      min: 0,
      description: "steps after which an episode is cut short, 0 for none",
    }),
    simd: boolean({
      default: true,
      description: "whether Box2D's SIMD build computes; results are the same, bit for bit",
    }),
  },
  make: (options) => new CarRacing(options),
});
