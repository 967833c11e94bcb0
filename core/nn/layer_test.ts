import assert from "node:assert/strict";
import { dispose } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { seededRng } from "../rng.ts";
import { batchNorm } from "./norm.ts";
import { dense } from "./linear.ts";
import { join } from "./layer.ts";

await openTestBackend();

Deno.test("join names parameters and buffers after their part, nested ones too", () => {
  const norm = batchNorm({ features: 2 });
  const head = dense({ input: 2, output: 2 }, seededRng(0));
  const model = join({ top: join({ norm, head }) });
  assert.deepEqual(Object.keys(model.params), [
    "top.norm.weight",
    "top.norm.bias",
    "top.head.weight",
    "top.head.bias",
  ]);
  assert.deepEqual(Object.keys(model.buffers), ["top.norm.running_mean", "top.norm.running_var"]);
  assert.equal(model.params["top.head.bias"], head.params.bias);
  dispose([model.params, model.buffers]);
});
