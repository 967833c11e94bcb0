import { InputError } from "../core/errors.ts";
import { pictureSpace } from "../core/evaluate/picture.ts";
import { writeAtomically } from "./atomic_write.ts";
import { checkEvaluations } from "./check_evaluations.ts";
import { collectData, openTaskWorld } from "./collect_data.ts";
import type { ComputeOptions } from "./compute_options.ts";
import { backendLine } from "./engine/backend_report.ts";
import { openBackend } from "./engine/open_backend.ts";
import { FRAME_MS, measureRun } from "./evaluate_run.ts";
import { encodeGif } from "./media/gif.ts";
import { openTrainedRun } from "./open_target.ts";
import type { Progress } from "./progress.ts";

/** What `demo` is asked. */
export interface DemoRequest {
  /** Name of a task, task file or run folder. */
  readonly target: string;
  /** Where to compute, and where runs lie. */
  readonly options: ComputeOptions;
  /** Where to tell how far it is. */
  readonly progress: Progress;
}

/** One episode and its film, whichever way it ends; no floor, no ceiling, no latencies. */
const ONE_EPISODE = {
  episodes: 1,
  batch: 1,
  oracleEpisodes: 0,
  latencyPlans: 0,
  successFilms: 1,
  failureFilms: 1,
} as const;

/** Films one held-out episode that a trained run plans. */
export async function runDemo(
  request: DemoRequest,
): Promise<{ readonly file: string; readonly caption: string }> {
  const { target, options, progress } = request;
  const { run, task, registry } = await openTrainedRun(target, options.out);
  const world = await openTaskWorld(task, registry);
  await checkEvaluations({ task, registry }, world.spec, { success: ONE_EPISODE });
  if (!pictureSpace(world.spec.observations)) {
    throw new InputError(`Cannot film "${run.path}": its world has no pictures, expected a stream "pixels"`);
  }
  progress.say(backendLine(await openBackend(options.backend, { ...options, measure: true })));
  const data = await collectData(task, registry, run.out, progress, undefined, world);
  const { films: [film] } = await measureRun(
    { run, task, registry, data, progress },
    "success",
    ONE_EPISODE,
  );
  const file = run.file("media", "demo.gif");
  writeAtomically(file, encodeGif(film.frames, { delayMs: FRAME_MS }));
  return { file, caption: film.caption };
}
