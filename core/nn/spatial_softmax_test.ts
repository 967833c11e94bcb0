import assert from "node:assert/strict";
import { dispose, fill, grad, mul, sum, tensor, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { read } from "../engine/read.ts";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import { spatialSoftmax } from "./spatial_softmax.ts";

await openTestBackend();

/** One map with a 1 in one cell. */
function spot(height: number, width: number, row: number, column: number): Float32Array {
  const map = new Float32Array(height * width);
  map[row * width + column] = 1;
  return map;
}

Deno.test("a sharp layer gives the middle of the strongest cell, x before y, each map its own", () =>
  noLeaks(async () => {
    const layer = spatialSoftmax({ height: 2, width: 4, channels: 2 });
    tidy(() => layer.params.sharpness.assign(fill([2, 1], 50)));
    const [first, second] = [spot(2, 4, 0, 3), spot(2, 4, 1, 0)];
    const maps = tensor(Array.from({ length: 16 }, (_, i) => (i % 2 ? second : first)[i >> 1]), [1, 2, 4, 2]);
    const [places] = await read([tidy(() => layer.apply(maps, "infer"))]);
    [0.75, -0.5, -0.75, 0.5].forEach((value, i) => assert.ok(Math.abs(places[i] - value) < 1e-5));
    dispose([maps, layer.params]);
  }));

Deno.test("brightness and contrast of a map do not move it, and an even map lies in the middle", () =>
  noLeaks(async () => {
    const layer = spatialSoftmax({ height: 3, width: 3, channels: 1 });
    const map = [...spot(3, 3, 0, 2)];
    const [places] = await read([
      tidy(() => {
        const maps = [map, map.map((x) => 40 * x - 7), map.map(() => 5)].flat();
        return layer.apply(tensor(maps, [3, 3, 3, 1]), "infer");
      }),
    ]);
    assert.ok(places[0] > 0.3 && places[1] < -0.3);
    assert.ok(Math.abs(places[0] - places[2]) < 1e-4 && Math.abs(places[1] - places[3]) < 1e-4);
    assert.ok(Math.abs(places[4]) < 1e-6 && Math.abs(places[5]) < 1e-6);
    dispose(layer.params);
  }));

Deno.test("the gradient is that of finite differences", () =>
  noLeaks(async () => {
    const rng = seededRng(4);
    const layer = spatialSoftmax({ height: 2, width: 3, channels: 2 });
    const x = Float32Array.from({ length: 12 }, () => rng.normal());
    const weights = tensor([1, -2, 0.5, 3], [1, 4]);
    const loss = (values: Float32Array) =>
      sum(mul(layer.apply(tensor(values, [1, 2, 3, 2]), "train"), weights));
    const [slope] = await read([
      tidy(() => grad((maps) => sum(mul(layer.apply(maps, "train"), weights)))(tensor(x, [1, 2, 3, 2]))),
    ]);
    const step = 1e-2;
    for (let i = 0; i < x.length; i++) {
      const moved = [step, -step].map((by) => x.map((value, j) => j === i ? value + by : value));
      const [[up], [down]] = await read(tidy(() => moved.map(loss)));
      assert.ok(Math.abs((up - down) / (2 * step) - slope[i]) < 2e-3, `${i}`);
    }
    dispose([weights, layer.params]);
  }));

Deno.test("maps of another size are refused", () => {
  const layer = spatialSoftmax({ height: 2, width: 2, channels: 1 });
  assert.throws(() => tidy(() => layer.apply(fill([1, 2, 3, 1], 0), "infer")), InputError);
  dispose(layer.params);
});
