import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { mul } from "@tensorflow/tfjs-core";
import { modelVariables } from "../../core/build.ts";
import type { Windows } from "../../core/data/windows.ts";
import { read } from "../../core/engine/read.ts";
import { HostError } from "../../core/errors.ts";
import { collectData } from "../../host/collect_data.ts";
import { readPosition } from "../../host/runs/checkpoint.ts";
import { trainRun } from "../../host/train_run.ts";
import { openTestBackend } from "../backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { disposeSmallStage, noiseWindows, smallStage } from "../fixtures/small_stage.ts";
import { createTinyRun, quiet, tinyTask } from "./tiny_run.ts";

await openTestBackend();

Deno.test("the first tensor that is not finite is named, in the order in which they arise", () =>
  noLeaks(async () => {
    const made = smallStage();
    await made.stage.advance(() => 0);
    assert.equal(await made.stage.firstBad(), undefined);
    const weights = modelVariables(made.model);
    const name = Object.keys(weights).find((known) => known.startsWith("predictor."));
    assert.ok(name);
    const broken = mul(weights[name], NaN);
    weights[name].assign(broken);
    broken.dispose();
    assert.equal(await made.stage.firstBad(), `weight "${name}"`);
    disposeSmallStage(made);
  }));

Deno.test("NaN in held-out episodes is named, too", async () => {
  const whole = noiseWindows();
  const sample: Windows["sample"] = (rng, size) => {
    const batch = whole.sample(rng, size);
    return { ...batch, actions: batch.actions.with(3, NaN) };
  };
  const made = smallStage({}, [], { ...whole, sample });
  await assert.rejects(made.stage.advance(() => 0), /held-out prediction error NaN at step 1/);
  assert.equal(await made.stage.firstBad(), 'column "action" of the held-out batch');
  disposeSmallStage(made);
});

Deno.test("looking for what broke changes nothing, so that what follows is the training that broke", () =>
  noLeaks(async () => {
    const made = smallStage({ target: { ema: 0.9 } });
    const state = () =>
      read([made.stage.weights(), made.stage.moments()].flatMap(Object.values).map((v) => v.clone()));
    await made.stage.advance(() => 0);
    const before = await state();
    assert.equal(await made.stage.firstBad(), undefined);
    assert.deepEqual(await state(), before);
    disposeSmallStage(made);
  }));

Deno.test("a search that is broken off says where the state is kept", async () => {
  const folder = await Deno.makeTempDir();
  const setup = tinyTask(["train.joint.optimiser.learningRate=1e30", "train.joint.steps=20"]);
  const run = await createTinyRun(folder, setup);
  const data = await collectData(setup.task, setup.registry, folder, quiet);
  const stop = new AbortController();
  const progress = { ...quiet, phase: (name: string) => name.startsWith("look for") && stop.abort() };
  await assert.rejects(
    trainRun({ run, ...setup, data, progress, signal: stop.signal }),
    /^HostError: Cannot go on training: .*expected finite numbers; .*the state is kept in ".*not-finite"$/,
  );
  rmSync(folder, { recursive: true });
});

Deno.test("training that diverges keeps its state, names the first bad tensor, and leaves the checkpoints", async () => {
  const folder = await Deno.makeTempDir();
  // Weights of 1e30 after the first step: what is computed of them overflows.
  const setup = tinyTask(["train.joint.optimiser.learningRate=1e30", "train.joint.steps=20"]);
  const run = await createTinyRun(folder, setup);
  const data = await collectData(setup.task, setup.registry, folder, quiet);
  const signal = new AbortController().signal;
  await assert.rejects(trainRun({ run, ...setup, data, progress: quiet, signal }), (error) => {
    assert.ok(error instanceof HostError, String(error));
    assert.match(
      error.message,
      /^Cannot go on training: (loss|gradient of|weight|moment) "[\w.]+" holds NaN or infinity at step \d of stage "joint".*the state is kept in ".*not-finite"; lower train\.joint/,
    );
    return true;
  });
  assert.equal(readPosition(run.file("checkpoints", "not-finite")).stage, "joint");
  const last = run.file("checkpoints", "last");
  if (existsSync(last)) assert.ok(readPosition(last).step < 20);
  rmSync(folder, { recursive: true });
});
