import { component } from "../core/component.ts";
import { number } from "../core/option.ts";
import type { Component } from "../core/types.ts";
import { disturbed } from "./disturbed.ts";

/** Where something is that goes steadily and turns at both ends of `[0, end]`. */
function bounce(way: number, end: number): number {
  const folded = ((way % (2 * end)) + 2 * end) % (2 * end);
  return folded > end ? 2 * end - folded : folded;
}

/**
 * A disc of some colour that crosses the image and bounces off its edges, whatever is done: what moves and does not
 * matter. It goes as fast along each axis as was drawn for the episode. Where an image holds several pictures,
 * it was a step less far in each older one.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { distractor } from "@orrery/orrery/wrappers";
 * import assert from "node:assert/strict";
 *
 * const env = distractor.make({ speed: 0.05 }, { env: twoRoom.make({}, {}), label: "disc" });
 * env.reset({ seed: 1 });
 * const before = env.observe("pixels");
 * env.step(Float32Array.of(0, 0));
 * assert.notDeepEqual(env.observe("pixels"), before);
 * ```
 */
export const distractor: Component<"wrapper"> = component("wrapper", {
  description: "A disc that crosses the image and bounces off its edges, whatever is done",
  options: {
    radius: number({ default: 0.06, min: 0, max: 1, description: "radius, as a part of the height" }),
    speed: number({
      default: 0.02,
      min: 0,
      max: 1,
      description: "fastest way a step along each axis, as a part of the height",
    }),
  },
  make: ({ radius, speed }, given) =>
    disturbed(given, "distractor", (rng, { height, width, channels, frames }) => {
      const [size, fastest] = [radius * height, speed * height];
      const [startX, startY] = [rng.uniform(0, width - 1), rng.uniform(0, height - 1)];
      const [speedX, speedY] = [rng.uniform(-fastest, fastest), rng.uniform(-fastest, fastest)];
      const colour = Array.from({ length: channels / frames }, () => rng.integer(256));
      const draw = (bytes: Uint8Array, frame: number, step: number): void => {
        const x = bounce(startX + step * speedX, width - 1);
        const y = bounce(startY + step * speedY, height - 1);
        for (let row = Math.max(Math.ceil(y - size), 0); row <= Math.min(y + size, height - 1); row++) {
          const half = Math.sqrt(Math.max(size * size - (row - y) ** 2, 0));
          for (
            let column = Math.max(Math.ceil(x - half), 0);
            column <= Math.min(x + half, width - 1);
            column++
          ) {
            bytes.set(colour, channels * (row * width + column) + frame * colour.length);
          }
        }
      };
      return ({ bytes }, step) => {
        for (let frame = 0; frame < frames; frame++) {
          draw(bytes, frame, Math.max(step - (frames - 1 - frame), 0));
        }
      };
    }),
});
