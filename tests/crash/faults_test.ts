import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { HostError } from "../../core/errors.ts";
import { collectData, type CollectedData } from "../../host/collect_data.ts";
import { isTrained } from "../../host/open_target.ts";
import { readMetrics } from "../../host/run/metrics_log.ts";
import { listRuns, type RunFolder } from "../../host/run/run_folder.ts";
import { trainRun } from "../../host/train_run.ts";
import { openTestBackend } from "../backend.ts";
import { type Fault, faultyDisk } from "../fixtures/faulty_disk.ts";
import { createTinyRun, quiet, tinyTask } from "./tiny_run.ts";

await openTestBackend();

const setup = tinyTask();

/** What `train` does, from a run that is there or none. */
async function train(out: string, data: CollectedData): Promise<RunFolder> {
  const [known] = listRuns(out, setup.task.name);
  const run = known ?? await createTinyRun(out, setup);
  const signal = new AbortController().signal;
  if (!isTrained(run)) await trainRun({ run, ...setup, data, progress: quiet, signal });
  run.update({ finished: true });
  return run;
}

function result(run: RunFolder) {
  const weights = readFileSync(run.file("checkpoints", "last", "weights.safetensors"));
  const best = readFileSync(run.file("checkpoints", "best", "weights.safetensors"));
  const steps = readMetrics(run.file("metrics.jsonl")).map(({ step, loss }) => [step, loss]);
  return { weights: [...weights], best: [...best], steps, finished: run.info.finished };
}

/** Every call with `ORRERY_FAULTS=all` (a minute each); every seventh unless told, which meets every kind of call. */
const EVERY = Deno.env.get("ORRERY_FAULTS") === "all" ? 1 : 7;

for (const fault of ["refuse", "short", "dark"] satisfies Fault[]) {
  Deno.test(`whichever write fails (${fault}), one sentence says so and the same command goes on`, async () => {
    const folder = await Deno.makeTempDir();
    const data = await collectData(setup.task, setup.registry, folder, quiet);
    const whole = faultyDisk(Infinity, fault);
    const expected = result(await train(join(folder, "whole"), data));
    const calls = whole.calls();
    whole[Symbol.dispose]();
    assert.ok(calls > 60, `${calls} calls`);
    for (let at = 0; at < calls; at += EVERY) {
      const out = join(folder, String(at));
      const broken = faultyDisk(at, fault);
      await assert.rejects(train(out, data), (error) => {
        assert.ok(error instanceof HostError, String(error));
        assert.match(error.message, /^Cannot [^\n]*: ENOSPC/);
        return true;
      }, `call ${at} of ${calls}`);
      broken[Symbol.dispose]();
      assert.deepEqual(result(await train(out, data)), expected, `call ${at} of ${calls}`);
    }
    rmSync(folder, { recursive: true });
  });
}
