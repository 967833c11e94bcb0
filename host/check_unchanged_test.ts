import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { createTinyRun, tinyTask } from "../tests/crash/tiny_run.ts";
import type { Json } from "../core/types.ts";
import { checkUnchanged } from "./check_unchanged.ts";
import { RunFolder } from "./runs/run_folder.ts";

const now = tinyTask();

type Fields = { [key: string]: Json };

/** A run whose stored task `change` made different, as another version would have written it. */
async function withRun(
  change: (task: Fields) => void,
  work: (run: RunFolder) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const task = JSON.parse(JSON.stringify(now.task));
    change(task);
    await work(await createTinyRun(folder, { ...now, task }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const fields = (value: Json) => value as Fields;

Deno.test("a run that began before a field was there goes on with the field's default", () =>
  withRun((task) => {
    delete task.version;
    delete fields(fields(fields(task.train).joint).optimiser).epsilon;
  }, async (run) => {
    await checkUnchanged(run, now, "undo it");
    const set = tinyTask(["train.joint.optimiser.epsilon=0.5"]);
    await assert.rejects(checkUnchanged(run, set, "undo it"), /epsilon is 0\.5, was 1e-8.*; undo it$/);
  }));

Deno.test("a field that is gone from the schema is named, with what to do", () =>
  withRun(
    (task) => fields(task.data).shuffled = true,
    (run) =>
      assert.rejects(
        checkUnchanged(run, now, "undo it"),
        /^InputError: Cannot use .*task\.json:\d+:\d+: .*"shuffled".*; undo it$/,
      ),
  ));

Deno.test("other plugins are told of, without looking for their components", () =>
  withRun(
    (task) => {
      task.plugins = ["./another.ts"];
      fields(task.model).encoder = { use: "another" };
    },
    (run) =>
      assert.rejects(checkUnchanged(run, now, "undo it"), /plugins is \[\], was \["\.\/another\.ts"\]/),
  ));

Deno.test("a task.json of another hash was changed by hand", () =>
  withRun(() => {}, async (run) => {
    run.update({ hash: "0123456789ab" });
    await assert.rejects(
      checkUnchanged(RunFolder.open(run.path), now, "undo it"),
      /changed by hand \(hash \w+, expected 0123456789ab\)/,
    );
  }));
