import assert from "node:assert/strict";
import { blendGaussian } from "./blend_gaussian.ts";

Deno.test("every pixel is within half a level of the formula, also where the dot leaves the picture", () => {
  const [width, height] = [20, 12];
  const colour = [255, 100, 0] as const;
  for (const [x, y] of [[9.3, 5.8], [-1, 0], [19.9, 11.7], [40, 40]]) {
    const rgb = new Uint8Array(3 * width * height).fill(200);
    blendGaussian({ width, height, rgb }, { x, y, std: 2, peak: 0.9, colour });
    for (let i = 0; i < width * height; i++) {
      const square = (i % width - x) ** 2 + (Math.floor(i / width) - y) ** 2;
      const alpha = 0.9 * Math.exp(-square / 8);
      for (let c = 0; c < 3; c++) {
        const exact = 200 + (colour[c] - 200) * alpha;
        assert.ok(Math.abs(rgb[3 * i + c] - exact) <= 0.5 + 1e-9);
      }
    }
  }
});

Deno.test("pictures wider than any before are drawn whole", () => {
  const width = 300;
  const rgb = new Uint8Array(3 * width);
  blendGaussian({ width, height: 1, rgb }, { x: 290, y: 0, std: 1, peak: 1, colour: [255, 255, 255] });
  assert.equal(rgb[3 * 290], 255);
});

Deno.test("a dot too faint to see draws nothing", () => {
  const rgb = new Uint8Array(27);
  blendGaussian({ width: 3, height: 3, rgb }, { x: 1, y: 1, std: 1, peak: 0.001, colour: [255, 255, 255] });
  assert.ok(rgb.every((byte) => byte === 0));
});
