import assert from "node:assert/strict";
import { memory, mul } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { disposeSmallStage, noiseWindows, smallStage, smallTask } from "../../tests/fixtures/small_stage.ts";
import builtin from "../../builtin.ts";
import { modelVariables } from "../build.ts";
import { drawnBatches } from "../data/batches.ts";
import { read } from "../engine/read.ts";
import { HostError, InputError } from "../errors.ts";
import { Registry } from "../registry.ts";
import { seededRng } from "../rng.ts";
import type { Variables } from "../types.ts";
import { Stage } from "./stage.ts";

await openTestBackend();

const values = (variables: Variables) => read(Object.values(variables).map((v) => v.clone()));
const clock = () => 0;

Deno.test("a stage lowers its loss, logs on time and leaves nothing behind", () =>
  noLeaks(async () => {
    const made = smallStage();
    const rows = [];
    for (let i = 0; i < 40; i++) rows.push(await made.stage.advance(clock));
    const logged = rows.filter((row) => row !== undefined);
    assert.deepEqual(logged.map(({ step }) => step), [1, 10, 20, 30, 40]);
    assert.ok(logged[4].loss < logged[0].loss);
    for (const { loss, terms: { prediction, sigreg }, heldOut } of logged) {
      assert.ok(Math.abs(loss - (prediction + 0.1 * sigreg)) < 1e-5 * loss);
      assert.ok(heldOut && heldOut.rank >= 1 && heldOut.rank <= 8 && heldOut.std.length === 8);
    }
    disposeSmallStage(made);
  }));

Deno.test("the same seed gives the same bytes", async () => {
  const [a, b] = [smallStage(), smallStage()];
  for (let i = 0; i < 10; i++) {
    await a.stage.advance(clock);
    await b.stage.advance(clock);
  }
  assert.deepEqual(await values(a.stage.weights()), await values(b.stage.weights()));
  assert.deepEqual(await values(a.stage.moments()), await values(b.stage.moments()));
  disposeSmallStage(a);
  disposeSmallStage(b);
});

Deno.test("tensors and bytes are constant over 1 000 steps", async () => {
  const made = smallStage();
  const count = () => ({ tensors: memory().numTensors, bytes: memory().numBytes });
  for (let i = 0; i < 20; i++) await made.stage.advance(clock);
  const before = count();
  for (let i = 0; i < 1000; i++) await made.stage.advance(clock);
  assert.deepEqual(count(), before);
  disposeSmallStage(made);
});

Deno.test("only what the stage learns changes", async () => {
  const made = smallStage({ learn: ["predictor"], target: "stopped" });
  const before = await values(made.model.encoder.params);
  const predictor = await values(made.model.predictor.params);
  for (let i = 0; i < 3; i++) await made.stage.advance(clock);
  assert.deepEqual(await values(made.model.encoder.params), before);
  assert.notDeepEqual(await values(made.model.predictor.params), predictor);
  disposeSmallStage(made);
});

Deno.test("an EMA target follows slowly, and is saved", () =>
  noLeaks(async () => {
    const made = smallStage({ target: { ema: 0.9 } });
    const names = Object.keys(made.stage.weights());
    assert.ok(names.includes("target.head.weight"));
    const distance = async () => {
      const weights = made.stage.weights();
      const [slow, fast] = await read([
        weights["target.head.weight"].clone(),
        weights["encoder.head.weight"].clone(),
      ]);
      return Math.max(...slow.map((value, i) => Math.abs(value - fast[i])));
    };
    assert.equal(await distance(), 0);
    await made.stage.advance(clock);
    await made.stage.advance(clock);
    assert.ok(await distance() > 0);
    disposeSmallStage(made);
  }));

Deno.test("a loss that is not finite stops the stage with a sentence", async () => {
  const made = smallStage({ logEvery: 1 });
  const [weight] = Object.values(modelVariables(made.model));
  const broken = mul(weight, NaN);
  weight.assign(broken);
  await assert.rejects(made.stage.advance(clock), (error) => {
    assert.ok(error instanceof HostError);
    assert.match(error.message, /^Cannot go on training: loss NaN .* stage "joint".*learningRate/);
    return true;
  });
  broken.dispose();
  disposeSmallStage(made);
});

Deno.test("a stage that learns nothing is refused", () => {
  assert.throws(() => smallStage({ learn: [] }), InputError);
});

Deno.test("a frozen encoder keeps its running statistics, and an EMA target starts where the encoder is", async () => {
  const frozen = smallStage({ learn: ["predictor"], target: "stopped" });
  const before = await values(frozen.model.encoder.buffers);
  for (let i = 0; i < 3; i++) await frozen.stage.advance(clock);
  assert.deepEqual(await values(frozen.model.encoder.buffers), before);
  disposeSmallStage(frozen);

  const first = smallStage();
  for (let i = 0; i < 5; i++) await first.stage.advance(clock);
  const task = { ...smallTask(), target: { ema: 0.9 } };
  const second = new Stage({
    name: "second",
    task,
    model: first.model,
    registry: new Registry([builtin]),
    batches: drawnBatches(noiseWindows(), task.batch, seededRng(5)),
    rng: seededRng(5),
  });
  const weights = second.weights();
  const names = Object.keys(first.model.encoder.params);
  const pick = (part: string) => Object.fromEntries(names.map((name) => [name, weights[`${part}.${name}`]]));
  assert.deepEqual(await values(pick("target")), await values(pick("encoder")));
  second.dispose();
  disposeSmallStage(first);
});

Deno.test("a loss that is not finite is noticed within ten steps, logged or not", async () => {
  const made = smallStage({ logEvery: 1000, checkpointEvery: 1000 });
  for (let i = 0; i < 4; i++) await made.stage.advance(clock);
  const [weight] = Object.values(modelVariables(made.model));
  const broken = mul(weight, NaN);
  weight.assign(broken);
  for (let i = 0; i < 5; i++) assert.equal(await made.stage.advance(clock), undefined);
  await assert.rejects(made.stage.advance(clock), /^HostError: Cannot go on training: .* at step 10 /);
  broken.dispose();
  disposeSmallStage(made);
});

Deno.test("dropout is a function of the step: a stage that goes on from step 3 drops alike", async () => {
  const small = { heads: 2, headWidth: 4, mlp: 8, depth: 1, projector: 0, dropout: 0.5 };
  const overrides = [`model.predictor={"use":"adaln-transformer","with":${JSON.stringify(small)}}`];
  const [whole, first, second] = [0, 1, 2].map(() => smallStage({}, overrides));
  for (let i = 0; i < 6; i++) await whole.stage.advance(clock);
  for (let i = 0; i < 3; i++) await first.stage.advance(clock);
  for (const part of ["weights", "moments"] as const) {
    const [from, to] = [first.stage[part](), second.stage[part]()];
    for (const name of Object.keys(from)) to[name].assign(from[name]);
  }
  second.stage.step = 3;
  for (let i = 0; i < 3; i++) await second.stage.advance(clock);
  assert.deepEqual(await values(second.stage.weights()), await values(whole.stage.weights()));
  for (const made of [whole, first, second]) disposeSmallStage(made);
});
