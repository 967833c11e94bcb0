import assert from "node:assert/strict";
import { openTestBackend } from "../tests/backend.ts";
import { noLeaks } from "../testing/no_leaks.ts";
import { disposeSmallStage, smallStage } from "../tests/fixtures/small_stage.ts";
import builtin from "../builtin.ts";
import { tasks } from "../tasks/mod.ts";
import { buildModel, modelVariables } from "./build.ts";
import { Registry } from "./registry.ts";
import { seededRng } from "./rng.ts";
import { resolveTask } from "./task/resolve.ts";
import type { Component } from "./types.ts";

await openTestBackend();

const actionSpace = { kind: "box", low: [-1], high: [1] } as const;
const pixels = { shape: [16, 16, 3], dtype: "uint8" } as const;

/** An encoder that says something unusual of itself. */
function oddEncoder(inputs: readonly string[], timeStride: number): Component<"encoder"> {
  const make = () => ({
    params: {},
    buffers: {},
    inputs,
    tokens: 1,
    dim: 4,
    timeStride,
    encode: () => fail(),
  });
  return { kind: "encoder", description: "odd", options: {}, make };
}

function fail(): never {
  throw new Error("Cannot encode: this encoder is never asked to");
}

function build(encoder: Component<"encoder">): void {
  const registry = new Registry([builtin, { name: "odd", encoder: { odd: encoder } }]);
  const overrides = ["model.encoder.use=odd"];
  const { task } = resolveTask({ text: tasks.tworoom, file: "tworoom.jsonc", registry, overrides });
  buildModel(task, registry, { observations: { pixels }, actionSpace }, seededRng(0));
}

Deno.test("a model's variables carry the names of their parts", () =>
  noLeaks(() => {
    const made = smallStage();
    const names = Object.keys(modelVariables(made.model));
    assert.ok(names.includes("encoder.conv0.weight"));
    assert.ok(names.includes("encoder.projector.norm.running_mean"));
    assert.ok(names.every((name) => /^(encoder|predictor)\./.test(name)));
    disposeSmallStage(made);
  }));

Deno.test("an encoder that does not fit the world is refused", () => {
  assert.throws(() => build(oddEncoder(["sound"], 1)), /reads stream "sound", the world has "pixels"/);
  assert.throws(() => build(oddEncoder(["pixels"], 2)), /time stride is 2, expected 1/);
});
