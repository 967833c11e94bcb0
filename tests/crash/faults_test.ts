import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { component } from "../../core/component.ts";
import { HostError } from "../../core/errors.ts";
import { collectData, type CollectedData } from "../../host/collect_data.ts";
import { evaluateRun } from "../../host/evaluate_run.ts";
import { isTrained } from "../../host/open_target.ts";
import { writeReport } from "../../host/report_run.ts";
import { readMetrics } from "../../host/runs/metrics_log.ts";
import { listRuns, type RunFolder } from "../../host/runs/run_folder.ts";
import { lockRun } from "../../host/runs/run_lock.ts";
import { trainRun } from "../../host/train_run.ts";
import { openTestBackend } from "../backend.ts";
import { type Fault, faultyDisk } from "../fixtures/faulty_disk.ts";
import { createTinyRun, quiet, tinyTask } from "./tiny_run.ts";

await openTestBackend();

const picture = { width: 2, height: 1, rgb: Uint8Array.of(0, 0, 0, 255, 255, 255) };

/** An evaluation that costs nothing and leaves all that one can leave. */
const blink = component("evaluation", {
  description: "Films an eye that blinks",
  options: {},
  make: () => ({
    evaluate: () =>
      Promise.resolve({
        metrics: { blinks: 1 },
        films: [{ name: "0", caption: "An eye blinks", frames: [picture, picture] }],
      }),
  }),
});

const setup = tinyTask(['evaluate={"blink":{}}'], [{ name: "eye", evaluation: { blink } }]);

/** What `train` does, from a run that is there or none, but for collecting. */
async function train(out: string, data: CollectedData): Promise<RunFolder> {
  const [known] = listRuns(out, setup.task.name);
  const run = known ?? await createTinyRun(out, setup);
  using _lock = lockRun(run.path);
  const signal = new AbortController().signal;
  if (!run.info.finished) {
    if (!isTrained(run)) {
      run.setSeconds("train", await trainRun({ run, ...setup, data, progress: quiet, signal }));
    }
    await evaluateRun({ run, ...setup, data, progress: quiet }, []);
    run.update({ finished: true });
  }
  await writeReport(run, setup.task);
  return run;
}

function result(run: RunFolder) {
  const weights = readFileSync(run.file("checkpoints", "last", "weights.safetensors"));
  const best = readFileSync(run.file("checkpoints", "best", "weights.safetensors"));
  const steps = readMetrics(run.file("metrics.jsonl")).map(({ step, loss }) => [step, loss]);
  const { evaluations } = JSON.parse(readFileSync(run.file("report.json"), "utf8"));
  const film = readFileSync(run.file("media", "blink-0.gif")).toString("base64");
  const shown = readFileSync(run.file("report.html"), "utf8").includes(film);
  return { weights: [...weights], best: [...best], steps, evaluations, shown, finished: run.info.finished };
}

/** Every call with `ORRERY_FAULTS=all` (a minute each); by default every seventh, which meets every kind of call. */
const EVERY = Deno.env.get("ORRERY_FAULTS") === "all" ? 1 : 7;

for (const fault of ["refuse", "short", "dark"] satisfies Fault[]) {
  Deno.test(`whichever write fails (${fault}), one sentence says so and the same command goes on`, async () => {
    const folder = await Deno.makeTempDir();
    const data = await collectData(setup.task, setup.registry, folder, quiet);
    const whole = faultyDisk(Infinity, fault);
    const expected = result(await train(join(folder, "whole"), data));
    assert.ok(expected.shown && expected.evaluations.blink.blinks === 1);
    const calls = whole.calls();
    whole[Symbol.dispose]();
    assert.ok(calls > 90, `${calls} calls`);
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
