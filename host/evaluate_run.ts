import { existsSync } from "node:fs";
import { disposeModel } from "../core/build.ts";
import { basename } from "node:path";
import { z } from "zod";
import { splitTask, subset } from "../core/data/split.ts";
import { inProcess } from "../core/env/env_batch.ts";
import { InputError } from "../core/errors.ts";
import { suggestion } from "../core/nearest.ts";
import type { Registry } from "../core/registry.ts";
import { seededRng } from "../core/rng.ts";
import type { Task } from "../core/task/task.ts";
import type {
  Evaluation,
  EvaluationContext,
  EvaluationResult,
  EvaluationTask,
  Film,
  Json,
} from "../core/types.ts";
import { writeAtomically } from "./io/atomic_write.ts";
import { diskCache } from "./io/cache.ts";
import { checkEvaluations, openEvaluationTask } from "./evaluation_task.ts";
import { type CollectedData, envMaker } from "./collect_data.ts";
import { openDataset } from "./data/open_dataset.ts";
import { encodeGif } from "./media/gif.ts";
import { encodePng } from "./media/png.ts";
import { interruptible } from "./next_turn.ts";
import type { Progress } from "./progress.ts";
import { readJson } from "./runs/read_json.ts";
import type { RunFolder } from "./runs/run_folder.ts";
import { loadModel } from "./train_run.ts";

/** A name in the folder of films, never a path out of it. */
const fileName = z.string().refine((name) =>
  name === basename(name) && !["", ".", ".."].includes(name) && !name.includes("\0")
);

const form = z.object({
  metrics: z.record(z.string(), z.record(z.string(), z.json())),
  changed: z.record(z.string(), z.record(z.string(), z.json())).optional(),
  films: z.array(
    z.object({ evaluation: z.string(), file: fileName, still: fileName, caption: z.string() }),
  ),
});

/** Whether a value is what `evaluations.json` holds; anyone may have written the file. */
export function isEvaluated(value: unknown): value is Evaluated {
  return form.safeParse(value).success;
}

/** Milliseconds that a film shows one picture. */
export const FRAME_MS = 80;

/** What evaluating a run needs. */
export interface EvaluateRun {
  /** A run whose training is finished. */
  readonly run: RunFolder;
  /** Its resolved task. */
  readonly task: Task;
  /** Components. */
  readonly registry: Registry;
  /** Its episodes. */
  readonly data: CollectedData;
  /** Where to tell how far it is. */
  readonly progress: Progress;
}

/** One film of a run. */
export interface FilmEntry {
  /** Evaluation that made it. */
  readonly evaluation: string;
  /** File in the run's `media/`. */
  readonly file: string;
  /** Its last picture, in the run's `media/`. */
  readonly still: string;
  /** One sentence. */
  readonly caption: string;
}

/** What evaluating left in `evaluations.json`. */
export interface Evaluated {
  /** Metrics by evaluation. */
  readonly metrics: { readonly [evaluation: string]: { readonly [name: string]: Json } };
  /** Films. */
  readonly films: readonly FilmEntry[];
  /** Options that differed from the task's, by evaluation, where some did. */
  readonly changed?: { readonly [evaluation: string]: { readonly [option: string]: Json } };
}

/** The options that differ, with those of one evaluation anew. */
function changedBy(
  { changed = {} }: Evaluated,
  name: string,
  options: { readonly [option: string]: Json } = {},
): Pick<Evaluated, "changed"> {
  const { [name]: _, ...others } = changed;
  const all = Object.keys(options).length > 0 ? { ...others, [name]: options } : others;
  return Object.keys(all).length > 0 ? { changed: all } : {};
}

/** What earlier evaluations of a run found. Throws {@linkcode InputError} when the file holds something else. */
export function readEvaluated(run: RunFolder): Evaluated {
  const path = run.file("evaluations.json");
  if (!existsSync(path)) return { metrics: {}, films: [] };
  return readJson(path, {
    action: `read "${path}"`,
    expected: `what evaluations found; remove it, and run "deno task evaluate ${run.path}"`,
    valid: isEvaluated,
  });
}

function writeFilms(run: RunFolder, evaluation: string, films: readonly Film[]): FilmEntry[] {
  return films.map(({ name, caption, frames }) => {
    const file = `${evaluation}-${name}.gif`;
    const still = `${evaluation}-${name}.png`;
    writeAtomically(run.file("media", file), encodeGif(frames, { delayMs: FRAME_MS }));
    writeAtomically(run.file("media", still), encodePng(frames[frames.length - 1]));
    return { evaluation, file, still, caption };
  });
}

/** Options by evaluation. */
export type EvaluationOptions = {
  readonly [evaluation: string]: { readonly [option: string]: Json };
};

/**
 * What is to be measured of a task, with all that is laid over it.
 *
 * @param names Evaluations of the task; all when empty.
 * @param overrides Options that differ from the task's, by evaluation.
 * @throws {InputError} for an evaluation that the task does not have.
 */
export function askedEvaluations(
  task: Task,
  names: readonly string[],
  overrides: EvaluationOptions = {},
): EvaluationOptions {
  const known = Object.keys(task.evaluate);
  const unknown = [...names, ...Object.keys(overrides)].find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `Cannot evaluate "${unknown}": task "${task.name}" has no such evaluation, ${
        suggestion(unknown, known)
      }`,
    );
  }
  const asked = names.length ? names : known;
  return Object.fromEntries(asked.map((name) => [name, { ...task.evaluate[name], ...overrides[name] }]));
}

/** Asks evaluations whether they can measure a trained run. Throws {@linkcode InputError}. */
export function checkRun(setup: EvaluateRun, asked: EvaluationOptions): Promise<void> {
  return withTrained(setup, (trained) => checkEvaluations(setup, setup.data.spec, asked, trained));
}

/**
 * Runs evaluations of a trained run and keeps what they found in the run's folder. All of them are asked first whether
 * they can measure it.
 *
 * @param names Evaluations of the task; all when empty.
 * @param overrides Options that differ from the task's, by evaluation.
 */
export async function evaluateRun(
  setup: EvaluateRun,
  names: readonly string[],
  overrides: EvaluationOptions = {},
): Promise<Evaluated> {
  const { run, task } = setup;
  const asked = askedEvaluations(task, names, overrides);
  return await withTrained(setup, async (trained) => {
    await checkEvaluations(setup, setup.data.spec, asked, trained);
    let evaluated = readEvaluated(run);
    for (const [name, options] of Object.entries(asked)) {
      const { metrics, films } = await measure(setup, name, options, trained);
      const others = evaluated.films.filter((film) => film.evaluation !== name);
      evaluated = {
        metrics: { ...evaluated.metrics, [name]: metrics },
        films: [...others, ...writeFilms(run, name, films)],
        ...changedBy(evaluated, name, overrides[name]),
      };
      writeAtomically(run.file("evaluations.json"), `${JSON.stringify(evaluated, null, 2)}\n`);
    }
    return evaluated;
  });
}

/** Runs one evaluation of a trained run and keeps nothing. */
export async function measureRun(
  setup: EvaluateRun,
  name: string,
  options: { readonly [option: string]: Json },
): Promise<EvaluationResult> {
  return await withTrained(setup, (trained) => measure(setup, name, options, trained));
}

/** Films one held-out episode by an evaluation of the task and keeps nothing; undefined where nothing is to be seen. */
export async function filmRun(setup: EvaluateRun, name: string): Promise<Film | undefined> {
  const options = setup.task.evaluate[name];
  return await withTrained(setup, async (trained) => {
    await checkEvaluations(setup, setup.data.spec, { [name]: options }, trained);
    setup.progress.phase(`film ${name}`);
    return await ask(
      setup,
      name,
      options,
      trained,
      (evaluation, context) => evaluation.film?.(context) ?? Promise.resolve(undefined),
    );
  });
}

/** A trained model, and the episodes that it was trained on and not. */
type Trained = Pick<EvaluationContext, "world" | "heldOut" | "training">;

async function withTrained<T>(setup: EvaluateRun, work: (trained: Trained) => Promise<T>): Promise<T> {
  using source = openDataset(setup.data.path);
  const model = loadModel(setup);
  try {
    const split = splitTask(setup.task, source.lengths);
    const heldOut = subset(source, split.heldOut);
    return await work({ world: model.world, heldOut, training: subset(source, split.training) });
  } finally {
    disposeModel(model);
  }
}

async function measure(
  setup: EvaluateRun,
  name: string,
  options: { readonly [option: string]: Json },
  trained: Trained,
): Promise<EvaluationResult> {
  setup.progress.phase(`evaluate ${name}`);
  return await ask(setup, name, options, trained, (evaluation, context) => evaluation.evaluate(context));
}

async function ask<T>(
  setup: EvaluateRun,
  name: string,
  options: { readonly [option: string]: Json },
  trained: Trained,
  work: (evaluation: Evaluation, context: EvaluationContext) => Promise<T>,
): Promise<T> {
  const evaluation = setup.registry.make("evaluation", { use: name, with: options }, {});
  using asked = openEvaluationTask(setup, setup.data.spec);
  return await work(evaluation, { ...asked, ...evaluationContext(setup, name, trained) });
}

function evaluationContext(
  { run, task, registry, progress }: EvaluateRun,
  name: string,
  trained: Trained,
): Trained & Omit<EvaluationContext, keyof EvaluationTask> {
  return {
    ...trained,
    openEnvs: (size) => Promise.resolve(interruptible(inProcess(envMaker(task, registry), size))),
    rng: seededRng(task.seed).fork("evaluate").fork(name),
    now: () => performance.now(),
    progress: (done, what) => progress.at(Math.round(done * 1000), 1000, what),
    cached: diskCache(run.out),
  };
}
