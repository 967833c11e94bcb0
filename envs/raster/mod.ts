/**
 * Drawing for worlds, over `uint8` RGB pictures: sums and products, the same bytes on every machine, but for
 * `blendGaussian`, which takes the exponential of the engine that runs it.
 *
 * @example
 * ```ts
 * import { blendGaussian, fillRectangle } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const picture = { width: 8, height: 8, rgb: new Uint8Array(8 * 8 * 3) };
 * fillRectangle(picture, { left: 0, right: 3, top: 0, bottom: 7 }, [0, 0, 255]);
 * blendGaussian(picture, { x: 6, y: 4, std: 1, peak: 1, colour: [255, 0, 0] });
 * assert.deepEqual([...picture.rgb.subarray(0, 3)], [0, 0, 255]);
 * assert.deepEqual([...picture.rgb.subarray(3 * (4 * 8 + 6), 3 * (4 * 8 + 6) + 3)], [255, 0, 0]);
 * ```
 *
 * @module
 */
export * from "./fill_rectangle.ts";
export * from "./blend_gaussian.ts";
export * from "./sampled_canvas.ts";
export * from "./shrink.ts";
