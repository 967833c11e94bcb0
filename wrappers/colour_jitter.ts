import { component } from "../core/component.ts";
import { number } from "../core/option.ts";
import type { Component, Rng } from "../core/types.ts";
import { disturbed } from "./disturbed.ts";

/** Contrast turns about the middle of the range. */
const MIDDLE = 127.5;

function factor(rng: Rng, spread: number): number {
  return rng.uniform(1 - spread, 1 + spread);
}

const range = (what: string) =>
  number({ default: 0.3, min: 0, max: 1, description: `largest change of the ${what}, as a part of 1` });

/**
 * Changes the colours of all images of an episode: each channel's brightness, then the contrast about the middle of the
 * range, then the saturation, as the distance of a pixel's channels from their mean. An image of one channel has no
 * saturation. Of pictures side by side each is changed by itself, and all in the same way.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { colourJitter } from "@orrery/orrery/wrappers";
 * import assert from "node:assert/strict";
 *
 * const env = colourJitter.make({ brightness: 0.5 }, { env: twoRoom.make({}, {}), label: "colours" });
 * env.reset({ seed: 1 });
 * const first = env.observe("pixels");
 * env.reset({ seed: 1 });
 * assert.deepEqual(env.observe("pixels"), first);
 * ```
 */
export const colourJitter: Component<"wrapper"> = component("wrapper", {
  description: "Changes brightness, contrast and saturation of all images of an episode",
  options: {
    brightness: range("brightness of each channel"),
    contrast: range("contrast"),
    saturation: range("saturation"),
  },
  make: ({ brightness, contrast, saturation }, given) =>
    disturbed(given, "colour-jitter", (rng, { channels: all, frames }) => {
      const channels = all / frames;
      const gains = Array.from({ length: channels }, () => factor(rng, brightness));
      const [turn, depth] = [factor(rng, contrast), factor(rng, saturation)];
      const pixel = new Float64Array(channels);
      return ({ bytes }) => {
        for (let at = 0; at < bytes.length; at += channels) {
          let mean = 0;
          for (let c = 0; c < channels; c++) {
            pixel[c] = MIDDLE + turn * (gains[c] * bytes[at + c] - MIDDLE);
            mean += pixel[c] / channels;
          }
          for (let c = 0; c < channels; c++) {
            const level = Math.round(mean + depth * (pixel[c] - mean));
            bytes[at + c] = Math.min(Math.max(level, 0), 255);
          }
        }
      };
    }),
});
