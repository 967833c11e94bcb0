import { component } from "../core/component.ts";
import { integer } from "../core/option.ts";
import type { Component } from "../core/types.ts";
import { disturbed } from "./disturbed.ts";

/** Numbers that lie `stride` apart in lines of `length`. */
interface Lines {
  readonly length: number;
  readonly stride: number;
}

/** Means of the `2 radius + 1` neighbours along one axis, edges repeated. */
function mean(from: Uint8Array, { length, stride }: Lines, radius: number): Uint8Array {
  const to = new Uint8Array(from.length);
  for (let block = 0; block < from.length; block += length * stride) {
    for (let first = block; first < block + stride; first++) {
      const near = (place: number): number => from[first + stride * Math.min(Math.max(place, 0), length - 1)];
      let sum = 0;
      for (let place = -radius; place <= radius; place++) sum += near(place);
      for (let place = 0; place < length; place++) {
        to[first + stride * place] = Math.round(sum / (2 * radius + 1));
        sum += near(place + radius + 1) - near(place - radius);
      }
    }
  }
  return to;
}

/**
 * Blurs every image: each number becomes the mean of the square around it, edges repeated. Nothing about it is random.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { blur } from "@orrery/orrery/wrappers";
 * import assert from "node:assert/strict";
 *
 * const [sharp, blurred] = [twoRoom.make({}, {}), twoRoom.make({}, {})];
 * const env = blur.make({ radius: 2 }, { env: blurred, label: "blur" });
 * for (const world of [sharp, env]) world.reset({ seed: 1 });
 * assert.ok(Math.min(...env.observe("pixels")) > Math.min(...sharp.observe("pixels")));
 * ```
 */
export const blur: Component<"wrapper"> = component("wrapper", {
  description: "Blurs every image by the mean of a square",
  options: {
    radius: integer({
      default: 1,
      min: 1,
      max: 64,
      description: "px from the middle of the square to its edge",
    }),
  },
  make: ({ radius }, given) =>
    disturbed(given, "blur", (_, { height, width, channels }) => ({ bytes }) => {
      const rows = mean(bytes, { length: width, stride: channels }, radius);
      bytes.set(mean(rows, { length: height, stride: channels * width }, radius));
    }),
});
