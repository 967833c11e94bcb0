import { component } from "../core/component.ts";
import { number } from "../core/option.ts";
import type { Component } from "../core/types.ts";
import { disturbed, type Image } from "./disturbed.ts";

/** Where something is that goes steadily and turns at both ends of `[0, end]`. */
function bounce(way: number, end: number): number {
  const folded = ((way % (2 * end)) + 2 * end) % (2 * end);
  return folded > end ? 2 * end - folded : folded;
}

/** A disc in one picture of an image. */
interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: readonly number[];
  readonly frame: number;
}

function paint({ height, width, channels, bytes }: Image, { x, y, radius, colour, frame }: Disc): void {
  for (let row = Math.max(Math.ceil(y - radius), 0); row <= Math.min(y + radius, height - 1); row++) {
    const half = Math.sqrt(Math.max(radius * radius - (row - y) ** 2, 0));
    const last = Math.min(x + half, width - 1);
    for (let column = Math.max(Math.ceil(x - half), 0); column <= last; column++) {
      bytes.set(colour, channels * (row * width + column) + frame * colour.length);
    }
  }
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
      return (image, step) => {
        for (let frame = 0; frame < frames; frame++) {
          const then = Math.max(step - (frames - 1 - frame), 0);
          const x = bounce(startX + then * speedX, width - 1);
          const y = bounce(startY + then * speedY, height - 1);
          paint(image, { x, y, radius: size, colour, frame });
        }
      };
    }),
});
