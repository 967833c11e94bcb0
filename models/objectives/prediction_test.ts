import assert from "node:assert/strict";
import { tensor, tidy, zeros } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import { checkObjective } from "../../testing/objective.ts";
import { prediction } from "./prediction.ts";

await openTestBackend();

const DISTANCES = { mse: (0.25 + 9) / 2, l1: (0.5 + 3) / 2, huber: (0.125 + 2.5) / 2 };

for (const [distance, expected] of Object.entries(DISTANCES)) {
  Deno.test(`${distance} compares guess t with the target of frame t + 1`, async () => {
    const rng = seededRng(0);
    const objective = prediction.make({ distance }, { tokens: 1, dim: 1, action: 1, rng });
    const [[value]] = await read([tidy(() =>
      objective.loss({
        batch: { observations: {}, actions: zeros([1, 2, 1]) },
        rng,
        mode: "train",
        encode: () => zeros([1, 3, 1, 1]),
        target: () => tensor([100, 1.5, 5], [1, 3, 1, 1]),
        predict: () => tensor([1, 2], [1, 2, 1, 1]),
      }).loss
    )]);
    assert.equal(value, expected);
  });

  Deno.test(`${distance} conforms`, () => checkObjective((given) => prediction.make({ distance }, given)));
}
