import assert from "node:assert/strict";
import { dispose, tensor, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { read } from "../../core/engine/read.ts";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import { checkView } from "../../testing/view.ts";
import { randomCrop } from "./random_crop.ts";

await openTestBackend();

const SIDE = 4;
const observations = { pixels: { shape: [SIDE, SIDE, 1], dtype: "uint8" as const } };
const calm = { minArea: 1, brightness: 0, contrast: 0 };
/** Columns of 0, 60, 120 and 180, twice: a window of two frames. */
const ramp = Array.from({ length: 2 * SIDE * SIDE }, (_, i) => 60 * (i % SIDE));

/** One window of two frames as the view shows it. */
async function see(
  options: { readonly [option: string]: number | boolean },
  seed: number,
): Promise<number[]> {
  const pixels = tensor(ramp, [1, 2, SIDE, SIDE, 1]);
  const view = randomCrop.make({ ...calm, ...options }, { observations });
  const [seen] = await read([tidy(() => view.view({ pixels }, seededRng(seed)).pixels)]);
  dispose(pixels);
  return [...seen].map(Math.round);
}

Deno.test("with nothing to change the picture stays", async () => assert.deepEqual(await see({}, 0), ramp));

Deno.test("a flip swaps left and right, in half of the windows", async () => {
  const flipped = ramp.map((value) => 180 - value);
  const found = await Promise.all(Array.from({ length: 20 }, (_, seed) => see({ flip: true }, seed)));
  assert.ok(found.every((seen) => [`${ramp}`, `${flipped}`].includes(`${seen}`)));
  assert.equal(new Set(found.map(String)).size, 2);
});

Deno.test("a crop shows less of the ramp, the same for both frames", async () => {
  const seen = await see({ minArea: 0.1 }, 3);
  assert.deepEqual(seen.slice(0, 16), seen.slice(16));
  assert.ok(seen[3] - seen[0] < 180 && seen[0] >= 0 && seen[3] <= 180);
});

Deno.test("brightness shifts all alike, contrast turns about the middle", async () => {
  const shifted = await see({ brightness: 0.2 }, 1);
  assert.equal(shifted[2] - shifted[1], 60);
  assert.notEqual(shifted[1], 60);
  const turned = await see({ contrast: 0.5 }, 1);
  assert.notEqual(turned[2] - turned[1], 60);
  assert.ok(Math.abs((turned[1] - 127.5) / (60 - 127.5) - (turned[2] - turned[1]) / 60) < 0.05);
});

Deno.test("random-crop keeps the rules of views", () =>
  checkView((given) => randomCrop.make({ flip: true }, given), {
    observations: { pixels: { shape: [8, 8, 3], dtype: "uint8" }, proprio: { shape: [2], dtype: "float32" } },
  }));

Deno.test("a world without pictures is refused", () =>
  assert.throws(
    () => randomCrop.make({}, { observations: { proprio: { shape: [2], dtype: "float32" } } }),
    InputError,
  ));
