import type { Json } from "../core/types.ts";
import { checkEvaluations } from "./evaluation_task.ts";
import { collectData, openTaskWorld } from "./collect_data.ts";
import type { ComputeOptions } from "./compute_options.ts";
import { backendLine } from "./backends/backend_report.ts";
import { openBackend } from "./backends/open_backend.ts";
import { askedEvaluations, evaluateRun } from "./evaluate_run.ts";
import { openTrainedRun } from "./open_target.ts";
import type { Progress } from "./progress.ts";
import { lockRun } from "./runs/run_lock.ts";
import { type Report, writeReport } from "./report_run.ts";

/** What `evaluate` is asked. */
export interface EvaluationRequest {
  /** Name of a task, task file or run folder. */
  readonly target: string;
  /** Evaluations; all of the task when empty. */
  readonly names: readonly string[];
  /** Where to compute, and where runs lie. */
  readonly options: ComputeOptions;
  /** Options that differ from the task's, by evaluation. */
  readonly overrides?: { readonly [evaluation: string]: { readonly [option: string]: Json } };
  /** Where to tell how far it is. */
  readonly progress: Progress;
}

/** Measures a trained run again and writes its report anew; data that was deleted is collected again. */
export async function runEvaluation(request: EvaluationRequest): Promise<Report> {
  const { target, names, options, overrides, progress } = request;
  const { run, task, registry } = await openTrainedRun(target, options.out, progress);
  using _lock = lockRun(run.path);
  // Before data that was deleted is collected again.
  const asked = askedEvaluations(task, names, overrides);
  const world = await openTaskWorld(task, registry);
  await checkEvaluations({ task, registry }, world.spec, asked);
  progress.say(backendLine(await openBackend(options.backend, { ...options, measure: true })));
  const data = await collectData(task, registry, run.out, progress, undefined, world);
  await evaluateRun({ run, task, registry, data, progress }, names, overrides);
  return await writeReport(run, task);
}
