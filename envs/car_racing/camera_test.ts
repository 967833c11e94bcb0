import assert from "node:assert/strict";
import { Camera, type PicturePoint } from "./camera.ts";

function project(camera: Camera, x: number, y: number): readonly number[] {
  const point: PicturePoint = [0, 0];
  camera.project(x, y, point);
  return point.map((value) => Math.round(value * 1e9) / 1e9);
}

Deno.test("the car is in the middle, at three quarters of the height, heading upwards", () => {
  const camera = new Camera(100);
  // Turned to the left by 90 degrees: its front is at smaller x.
  camera.look({ x: 7, y: 3, sin: 1, cos: 0 }, 5);
  assert.deepEqual(project(camera, 7, 3), [50, 75]);
  assert.deepEqual(project(camera, 7 - 10, 3), [50, 75 - 10 * 16.2 / 8]);
  assert.deepEqual(project(camera, 7, 3 + 10), [50 + 10 * 16.2 / 10, 75]);
});

Deno.test("it comes nearer during the first second", () => {
  const camera = new Camera(100);
  const reaches = [0, 0.5, 1, 9].map((seconds) => {
    camera.look({ x: 0, y: 0, sin: 0, cos: 1 }, seconds);
    return camera.reach;
  });
  assert.ok(reaches[0] > reaches[1] && reaches[1] > reaches[2] && reaches[2] === reaches[3]);
});
