import assert from "node:assert/strict";
import { type Tensor, tensor, tidy, zeros } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { countLeaks } from "../../core/engine/count_leaks.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import type { Rng } from "../../core/types.ts";
import { checkObjective } from "../../testing/objective.ts";
import { sigreg, sigregQuadrature } from "./sigreg.ts";

await openTestBackend();

async function loss(latents: () => Tensor, rng: Rng, slices = 64): Promise<number> {
  const [B, T, P, D] = tidy(() => latents().shape) as [number, number, number, number];
  const objective = sigreg.make({ slices }, { tokens: P, dim: D, action: 1, rng });
  const [[value]] = await read([
    tidy(() =>
      objective.loss({
        batch: { observations: {}, actions: zeros([B, T - 1, 1]) },
        rng,
        mode: "train",
        encode: latents,
        target: latents,
        predict: latents,
      }).loss
    ),
  ]);
  return value;
}

const normal = (shape: number[]) => {
  const size = shape.reduce((product, n) => product * n, 1);
  return tensor(Float32Array.from(seededRng(1).normals(size)), shape);
};

Deno.test("normal latents score about 1.0525, collapsed ones 0.40205 for each sample", async () => {
  const leaks = await countLeaks(async () => {
    const floor = await loss(() => normal([64, 60, 1, 16]), seededRng(2));
    assert.ok(floor > 0.95 && floor < 1.15, `${floor}`);
    const collapsed = await loss(() => zeros([128, 2, 1, 16]), seededRng(2));
    assert.ok(Math.abs(collapsed - 51.46209021) < 5e-4);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("directions come from the stream: same stream same value, other stream other value", async () => {
  const latents = () => normal([8, 2, 1, 4]);
  assert.equal(await loss(latents, seededRng(5)), await loss(latents, seededRng(5)));
  assert.notEqual(await loss(latents, seededRng(5)), await loss(latents, seededRng(6)));
});

Deno.test("tokens of a frame are further samples", async () => {
  assert.ok(Math.abs(await loss(() => zeros([4, 2, 3, 5]), seededRng(0)) - 12 * 0.40204758) < 1e-4);
});

Deno.test("the weights sum to half the published ones without knot 0, which adds nothing", () => {
  const { step, weights } = sigregQuadrature(17, 3);
  assert.equal(step, 3 / 16);
  assert.ok(Math.abs(weights.reduce((sum, w) => sum + w, 0) + step - 2.4996663) < 1e-7);
});

Deno.test("sigreg conforms", () => checkObjective((given) => sigreg.make({ slices: 8 }, given)));
