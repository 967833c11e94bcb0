import { InputError } from "../core/errors.ts";
import { pictureSpace } from "../core/media/picture.ts";
import { suggestion } from "../core/nearest.ts";
import { writeAtomically } from "./io/atomic_write.ts";
import { checkEvaluations } from "./evaluation_task.ts";
import { collectData, openTaskWorld } from "./collect_data.ts";
import type { ComputeOptions } from "./compute_options.ts";
import { backendLine } from "./backends/backend_report.ts";
import { openBackend } from "./backends/open_backend.ts";
import { filmRun, FRAME_MS } from "./evaluate_run.ts";
import { encodeGif } from "./media/gif.ts";
import { type OpenedRun, openTrainedRun } from "./open_target.ts";
import type { Progress } from "./progress.ts";
import { smokeNote } from "./runs/smoke.ts";

/** What `demo` is asked. */
export interface DemoRequest {
  /** Name of a task, task file or run folder. */
  readonly target: string;
  /** Evaluation whose episode is filmed; by default the task's first one that makes films. */
  readonly evaluation?: string | undefined;
  /** Where to compute, and where runs lie. */
  readonly options: ComputeOptions;
  /** Where to tell how far it is. */
  readonly progress: Progress;
}

/** What `demo` made. */
export interface Demo {
  /** The GIF. */
  readonly film: string;
  /** Evaluation that it shows. */
  readonly evaluation: string;
  /** One sentence. */
  readonly caption: string;
  /** What the film must not be taken for: a smoke run says that it learns next to nothing. */
  readonly note?: string;
}

/** The evaluation to film. Throws {@linkcode InputError} when the task has none, or none that makes films. */
function chooseFilmed({ run, task, registry }: OpenedRun, asked: string | undefined): string {
  const measured = Object.keys(task.evaluate);
  const filmed = measured.filter((name) =>
    registry.make("evaluation", { use: name, with: task.evaluate[name] }, {}).film !== undefined
  );
  const chosen = asked ?? filmed[0];
  if (filmed.includes(chosen)) return chosen;
  if (asked === undefined) {
    throw new InputError(
      `Cannot film "${run.path}": none of its evaluations makes films (${
        measured.join(", ") || "it has none"
      }), expected one that does, such as success or surprise`,
    );
  }
  const found = measured.includes(asked) ? "it makes no films" : `task "${task.name}" has no such evaluation`;
  throw new InputError(`Cannot film "${asked}": ${found}, ${suggestion(asked, filmed)}`);
}

/** Films one held-out episode of a trained run as an evaluation of its task measures it. */
export async function runDemo({ target, evaluation, options, progress }: DemoRequest): Promise<Demo> {
  const opened = await openTrainedRun(target, options.out, progress);
  const name = chooseFilmed(opened, evaluation);
  const { run, task, registry } = opened;
  const noPictures = () =>
    new InputError(`Cannot film "${run.path}": its world has no pictures, expected a stream "pixels"`);
  const world = await openTaskWorld(task, registry);
  if (!pictureSpace(world.spec.observations)) throw noPictures();
  await checkEvaluations({ task, registry }, world.spec, { [name]: task.evaluate[name] });
  progress.say(backendLine(await openBackend(options.backend, { ...options, measure: true })));
  const data = await collectData(task, registry, run.out, progress, undefined, world);
  const film = await filmRun({ run, task, registry, data, progress }, name);
  if (!film) throw noPictures();
  const file = run.file("media", "demo.gif");
  writeAtomically(file, encodeGif(film.frames, { delayMs: FRAME_MS }));
  const note = smokeNote(run, task);
  return { film: file, evaluation: name, caption: film.caption, ...note !== undefined && { note } };
}
