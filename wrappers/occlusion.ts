import { component } from "../core/component.ts";
import { integer, number } from "../core/option.ts";
import type { Component } from "../core/types.ts";
import { disturbed } from "./disturbed.ts";

/**
 * Hides squares of all images of an episode behind grey.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { occlusion } from "@orrery/orrery/wrappers";
 * import assert from "node:assert/strict";
 *
 * const env = occlusion.make({ side: 0.25, level: 7 }, { env: twoRoom.make({}, {}), label: "square" });
 * env.reset({ seed: 1 });
 * assert.ok(env.observe("pixels").filter((byte) => byte === 7).length >= 16 * 16 * 3);
 * ```
 */
export const occlusion: Component<"wrapper"> = component("wrapper", {
  description: "Hides squares of all images of an episode behind grey",
  options: {
    count: integer({ default: 1, min: 1, max: 1000, description: "squares" }),
    side: number({ default: 0.25, min: 0, max: 1, description: "side of a square, as a part of the height" }),
    level: integer({ default: 127, min: 0, max: 255, description: "grey of the squares" }),
  },
  make: ({ count, side, level }, given) =>
    disturbed(given, "occlusion", (rng, { height, width, channels }) => {
      const length = Math.min(Math.round(side * height), width);
      const squares = Array.from({ length: count }, () => ({
        top: rng.integer(height - length + 1),
        left: rng.integer(width - length + 1),
      }));
      return ({ bytes }) => {
        for (const { top, left } of squares) {
          for (let row = top; row < top + length; row++) {
            const start = channels * (row * width + left);
            bytes.fill(level, start, start + channels * length);
          }
        }
      };
    }),
});
