import assert from "node:assert/strict";
import { dispose, randomNormal, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { seededRng } from "../rng.ts";
import { mlpProjector } from "./mlp_projector.ts";

await openTestBackend();

Deno.test("mlpProjector names its parts and keeps leading axes", async () => {
  const leaks = await countLeaks(() => {
    const projector = mlpProjector({ input: 3, hidden: 5, output: 2 }, seededRng(0));
    assert.deepEqual(Object.keys({ ...projector.params, ...projector.buffers }), [
      "hidden.weight",
      "hidden.bias",
      "norm.weight",
      "norm.bias",
      "output.weight",
      "output.bias",
      "norm.running_mean",
      "norm.running_var",
    ]);
    const y = tidy(() => projector.apply(randomNormal([4, 6, 1, 3], 0, 1, "float32", 1), "train"));
    assert.deepEqual(y.shape, [4, 6, 1, 2]);
    dispose([y, projector.params, projector.buffers]);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});
