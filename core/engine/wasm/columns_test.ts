import assert from "node:assert/strict";
import fc from "fast-check";
import { seededRng } from "../../rng.ts";
import { columnsToImages, imagesToColumns } from "./columns.ts";
import { type ConvGeometry, convGeometry } from "./conv_geometry.ts";

const small = fc.integer({ min: 1, max: 3 });
const geometry = fc.tuple(
  small,
  fc.integer({ min: 5, max: 8 }),
  fc.constantFrom(1, 2, 40),
  small,
  small,
  small,
).map(
  ([batch, side, channels, kernel, strides, dilations]): ConvGeometry =>
    convGeometry([batch, side, side + 1, channels], [kernel, kernel, channels, 1], {
      strides,
      dilations,
      pad: "same",
    }),
);

Deno.test("columnsToImages is the transpose of imagesToColumns, in parts or whole", () => {
  fc.assert(
    fc.property(geometry, small, (g, step) => {
      const rows = g.batch * g.outHeight;
      const imageSize = g.batch * g.inHeight * g.inWidth * g.inChannels;
      const rowSize = g.outWidth * g.filterHeight * g.filterWidth * g.inChannels;
      const rng = seededRng(5);
      const images = new Float32Array(rng.normals(imageSize));
      const columns = new Float32Array(rng.normals(rows * rowSize));
      const [gathered, scattered] = [new Float32Array(rows * rowSize), new Float32Array(imageSize)];
      for (let row = 0; row < rows; row += step) {
        const end = Math.min(rows, row + step);
        const heap = new Float32Array(imageSize + step * rowSize);
        heap.set(images);
        imagesToColumns(heap, g, 0, imageSize, row, end);
        gathered.set(heap.subarray(imageSize, imageSize + (end - row) * rowSize), row * rowSize);
        heap.set(scattered);
        heap.set(columns.subarray(row * rowSize, end * rowSize), imageSize);
        columnsToImages(heap, g, 0, imageSize, row, end);
        scattered.set(heap.subarray(0, imageSize));
      }
      const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
      const [left, right] = [dot(gathered, columns), dot(images, scattered)];
      assert.ok(Math.abs(left - right) <= 1e-4 * Math.max(1, Math.abs(left)), `${left} and ${right}`);
    }),
    { numRuns: 60, seed: 1 },
  );
});
