import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openTestBackend } from "../tests/backend.ts";
import { noLeaks } from "../testing/no_leaks.ts";
import { createTinyRun, quiet, tinyTask } from "../tests/crash/tiny_run.ts";
import { inFolder } from "../tests/fixtures/in_folder.ts";
import { collectData, type CollectedData } from "./collect_data.ts";
import { Interrupted } from "./progress.ts";
import type { RunFolder } from "./runs/run_folder.ts";
import { trainRun } from "./train_run.ts";

await openTestBackend();

const setup = tinyTask(["train.joint.steps=6", "train.joint.checkpointEvery=2"]);

/** Trains on; stops after `until` steps when told. */
async function train(run: RunFolder, data: CollectedData, ahead: boolean, until = Infinity): Promise<void> {
  const stop = new AbortController();
  const at = (step: number) => step >= until && stop.abort();
  await trainRun({ run, ...setup, data, progress: { ...quiet, at }, signal: stop.signal, ahead });
}

function state(run: RunFolder): readonly Uint8Array[] {
  return ["weights", "optimiser"].map((name) =>
    readFileSync(run.file("checkpoints", "last", `${name}.safetensors`))
  );
}

Deno.test("weights and moments are byte-equal with batches made ahead or not, stopped or not", () =>
  inFolder((folder) =>
    noLeaks(async () => {
      const data = await collectData(setup.task, setup.registry, folder, quiet);
      const [here, ahead, both] = await Promise.all([0, 1, 2].map(() => createTinyRun(folder, setup)));
      await train(here, data, false);
      await train(ahead, data, true);
      assert.deepEqual(state(ahead), state(here));
      await assert.rejects(train(both, data, true, 3), Interrupted);
      await train(both, data, false, Infinity);
      assert.deepEqual(state(both), state(here));
    })
  ));

Deno.test("what broke is found with batches made ahead, too, and the thread ends with the training", () =>
  inFolder((folder) =>
    noLeaks(async () => {
      const wild = tinyTask(["train.joint.optimiser.learningRate=1e30", "train.joint.steps=20"]);
      const data = await collectData(wild.task, wild.registry, folder, quiet);
      const run = await createTinyRun(folder, wild);
      const { signal } = new AbortController();
      await assert.rejects(
        trainRun({ run, ...wild, data, progress: quiet, signal, ahead: true }),
        /^HostError: Cannot go on training: .* holds NaN or infinity at step \d of stage "joint"/,
      );
    })
  ));
