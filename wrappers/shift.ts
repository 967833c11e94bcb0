import { component } from "../core/component.ts";
import { InputError } from "../core/errors.ts";
import { integer } from "../core/option.ts";
import type { Component, Env } from "../core/types.ts";
import { disturbed } from "./disturbed.ts";
import { imageSpaces } from "./image_spaces.ts";

/** A picture that is moved by its whole size shows nothing but an edge. */
function checkFits(env: Env, pixels: number): void {
  for (const [stream, { shape: [height, width] }] of imageSpaces(env)) {
    if (pixels < Math.min(height, width)) continue;
    throw new InputError(
      `Cannot shift "${stream}" of "${env.id}": by up to ${pixels} px, expected less than its ${height} × ${width} px`,
    );
  }
}

/**
 * Moves all images of an episode by some whole pixels, as if the camera had been pushed; what comes in at an edge repeats
 * it.
 *
 * @throws {InputError} for a way as long as an image of the world.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { shift } from "@orrery/orrery/wrappers";
 * import assert from "node:assert/strict";
 *
 * const env = shift.make({ pixels: 0 }, { env: twoRoom.make({}, {}), label: "shift" });
 * env.reset({ seed: 1 });
 * assert.equal(env.observe("pixels").length, 64 * 64 * 3);
 * ```
 */
export const shift: Component<"wrapper"> = component("wrapper", {
  description: "Moves all images of an episode by some whole pixels",
  options: { pixels: integer({ default: 4, min: 0, description: "farthest way along each axis, px" }) },
  make: ({ pixels }, given) => {
    checkFits(given.env, pixels);
    return disturbed(given, "shift", (rng, { height, width, channels }) => {
      const [down, right] = [rng.integer(2 * pixels + 1) - pixels, rng.integer(2 * pixels + 1) - pixels];
      return ({ bytes }) => {
        const before = bytes.slice();
        for (let row = 0; row < height; row++) {
          const fromRow = Math.min(Math.max(row - down, 0), height - 1);
          for (let column = 0; column < width; column++) {
            const fromColumn = Math.min(Math.max(column - right, 0), width - 1);
            const from = channels * (fromRow * width + fromColumn);
            const to = channels * (row * width + column);
            for (let c = 0; c < channels; c++) bytes[to + c] = before[from + c];
          }
        }
      };
    });
  },
});
