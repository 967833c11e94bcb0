import { component } from "../core/component.ts";
import { number } from "../core/option.ts";
import type { Component } from "../core/types.ts";
import { disturbed } from "./disturbed.ts";

/**
 * Adds Gaussian noise to every number of an image, another at each step.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { pixelNoise } from "@orrery/orrery/wrappers";
 * import assert from "node:assert/strict";
 *
 * const [clean, noisy] = [twoRoom.make({}, {}), twoRoom.make({}, {})];
 * const env = pixelNoise.make({ std: 20 }, { env: noisy, label: "noise" });
 * for (const world of [clean, env]) world.reset({ seed: 1 });
 * assert.deepEqual(env.measure(), clean.measure());
 * assert.notDeepEqual(env.observe("pixels"), clean.observe("pixels"));
 * ```
 */
export const pixelNoise: Component<"wrapper"> = component("wrapper", {
  description: "Adds Gaussian noise to every pixel, another at each step",
  options: {
    std: number({ default: 10, min: 0, max: 255, description: "standard deviation, levels of 0 … 255" }),
  },
  make: ({ std }, given) =>
    disturbed(given, "pixel-noise", (rng) => ({ bytes }, step) => {
      const noise = rng.fork(step);
      for (let i = 0; i < bytes.length; i++) {
        const level = Math.round(bytes[i] + std * noise.normal());
        bytes[i] = Math.min(Math.max(level, 0), 255);
      }
    }),
});
