import { InputError } from "../core/errors.ts";
import { taskHash } from "../core/task/hash.ts";
import { checkEpisodes, checkTask } from "./check_training.ts";
import { checkUnchanged } from "./check_unchanged.ts";
import { collectData, type CollectedData, openTaskWorld } from "./collect_data.ts";
import { type ComputeOptions, defaultPreset } from "./compute_options.ts";
import { backendChanges, backendLine, type BackendReport } from "./backends/backend_report.ts";
import { openBackend } from "./backends/open_backend.ts";
import { evaluateRun } from "./evaluate_run.ts";
import { isTrained, openRun, openTask } from "./open_target.ts";
import type { Progress } from "./progress.ts";
import { type Report, writeReport } from "./report_run.ts";
import { findCheckpoint } from "./runs/checkpoint.ts";
import { listRuns, RunFolder } from "./runs/run_folder.ts";
import { lockRun } from "./runs/run_lock.ts";
import type { OpenedTask } from "./task/read_task.ts";
import { trainRun } from "./train_run.ts";
import { versions } from "./versions.ts";

/** What `train` is asked. */
export interface TrainingRequest extends ComputeOptions {
  /** Name of a task, task file or run folder. */
  readonly target: string;
  /** `path.to.value=json`. */
  readonly overrides: readonly string[];
  /** Preset; default `gpu` on a real GPU and `cpu` elsewhere. */
  readonly preset?: string | undefined;
  /** Root seed; default the task's. */
  readonly seed?: number | undefined;
  /** Threads that step worlds while collecting. */
  readonly workers?: number | undefined;
  /** Start a new run even if one could be continued. */
  readonly fresh: boolean;
  /** The command as typed. */
  readonly command: string;
  /** Where to tell how far it is. */
  readonly progress: Progress;
  /** Given when the user asks to stop. */
  readonly signal: AbortSignal;
  /** Told whether stopping now can save. */
  readonly savable: (now: boolean) => void;
}

/** Seconds that work takes, told however it ends. */
async function timed<T>(tell: (seconds: number) => void, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    tell((performance.now() - started) / 1000);
  }
}

/** A task to train, and its run if it was begun before. */
interface Found {
  readonly opened: OpenedTask;
  readonly run: RunFolder | undefined;
  readonly preset: string | null;
  readonly hash: string;
}

/** A run by its folder: what is laid over its task may only say what it says already. */
async function findByFolder({ target, overrides, preset, seed, fresh }: TrainingRequest): Promise<Found> {
  const run = RunFolder.open(target);
  const asked = preset !== undefined && preset !== run.info.preset ? `preset "${preset}"` : fresh && "--new";
  if (asked) {
    throw new InputError(
      `Cannot change "${target}" by ${asked}: a run keeps the task that it began with; name its task to train another run`,
    );
  }
  const opened = await openRun(run, { overrides, seed });
  await checkUnchanged(run, opened, "a run keeps the task that it began with");
  return { opened, run, preset: run.info.preset, hash: run.info.hash };
}

/** The run that this very command began and did not finish, whose task or its schema has changed since. */
function leftBehind(
  runs: readonly RunFolder[],
  request: TrainingRequest,
  seed: number,
  preset: string | null,
) {
  return runs.find((run) =>
    !run.info.finished && run.info.command === request.command && run.info.seed === seed &&
    run.info.preset === preset &&
    findCheckpoint(run.file("checkpoints"), "last") !== undefined
  );
}

/** The run to continue, or none; nothing is opened or written yet. */
async function findRun(request: TrainingRequest): Promise<Found> {
  const { target, out, overrides, preset, seed, progress } = request;
  if (RunFolder.is(target)) return await findByFolder(request);
  const announce = (specifiers: readonly string[]) => progress.say(`plugins: ${specifiers.join(", ")}`);
  const preferred = await defaultPreset(request.backend);
  const opened = await openTask(target, { preset, preferred, overrides, seed, announce });
  const { task } = opened;
  const found = { opened, preset: opened.preset ?? null, hash: await taskHash(task) };
  const runs = request.fresh ? [] : listRuns(out, task.name);
  const alike = runs.filter(({ info }) => info.hash === found.hash && info.seed === task.seed);
  const known = alike.find(({ info }) => !info.finished) ?? alike[0];
  if (known) {
    known.check();
    await checkUnchanged(known, opened, "start another run with --new");
    return { ...found, run: known };
  }
  const left = leftBehind(runs, request, task.seed, found.preset);
  if (left) {
    left.check();
    await checkUnchanged(left, opened, "undo the change to continue it, or start another run with --new");
  }
  return { ...found, run: left };
}

/** What a run begins with, besides its task. */
interface Beginning {
  /** When the command was given. */
  readonly started: Date;
  /** What computes. */
  readonly backend: BackendReport;
}

/**
 * Makes a run, now that nothing is known that would refuse it; or finds the one that another process has made
 * meanwhile, whose lock then tells who it is.
 */
function beginRun(
  { out, command, target, overrides, fresh }: TrainingRequest,
  { opened: { task, base }, preset, hash }: Found,
  { started, backend }: Beginning,
): RunFolder {
  const begun = fresh
    ? undefined
    : listRuns(out, task.name).find(({ info }) =>
      info.hash === hash && info.seed === task.seed && !info.finished
    );
  return begun ?? RunFolder.create(out, task, {
    format: 1,
    task: task.name,
    hash,
    seed: task.seed,
    preset,
    target,
    overrides,
    base: base.href,
    command,
    started: started.toISOString(),
    versions: versions(),
    backend,
    seconds: {},
    finished: false,
  });
}

/** Opens what computes: for a run that was begun, as it was then, as far as that is possible. */
async function openEngine(request: TrainingRequest, run: RunFolder | undefined): Promise<BackendReport> {
  const before = run?.info.finished ? undefined : run?.info.backend;
  const { blas, threads } = request;
  const backend = await openBackend(request.backend, { blas, threads, measure: true, like: before });
  request.progress.say(backendLine(backend));
  const changes = before ? backendChanges(before, backend) : [];
  if (changes.length > 0) {
    request.progress.say(
      `the run goes on with another engine: ${changes.join("; ")}; its weights will differ by rounding`,
    );
  }
  return backend;
}

/** The data to train with. */
interface Gathered {
  readonly data: CollectedData;
  /** Seconds that it took to make or find it. */
  readonly seconds: number;
}

/** Collects what is missing; what the task tells is checked before, what the episodes tell after it. */
async function gather(
  { progress, workers }: TrainingRequest,
  { opened: { task, registry, base } }: Found,
  out: string,
): Promise<Gathered> {
  const parts = { task, registry };
  let seconds = 0;
  const took = (some: number) => seconds += some;
  const world = await timed(took, () => openTaskWorld(task, registry));
  using model = await checkTask(parts, world);
  const data = await timed(
    took,
    () => collectData(task, registry, out, progress, { workers, base }, world),
  );
  await checkEpisodes(parts, { world, model, path: data.path, progress });
  return { data, seconds };
}

/** Evaluates a run that is trained and locked, and reports. */
async function finish(
  { progress }: TrainingRequest,
  { opened: { task, registry } }: Found,
  run: RunFolder,
  data: CollectedData,
): Promise<Report> {
  const took = (seconds: number) => run.addSeconds("evaluate", seconds);
  await timed(took, () => evaluateRun({ run, task, registry, data, progress }, []));
  run.update({ finished: true });
  return await writeReport(run, task);
}

/** Trains a run that is locked, or goes on with it; evaluates it and reports. */
async function trainAndFinish(
  request: TrainingRequest,
  found: Found,
  run: RunFolder,
  { data, seconds }: Gathered,
): Promise<Report> {
  const { progress, signal, savable } = request;
  const { task, registry } = found.opened;
  run.addSeconds("collect", seconds);
  savable(true);
  run.setSeconds("train", await trainRun({ run, task, registry, data, progress, signal }));
  savable(false);
  return await finish(request, found, run, data);
}

/** Goes on with a run that was begun. */
async function goOn(
  request: TrainingRequest,
  found: Found,
  run: RunFolder,
  backend: BackendReport,
): Promise<Report> {
  const { progress, workers } = request;
  using _lock = lockRun(run.path);
  progress.say(run.path);
  run.update({ backend });
  const { task, registry, base } = found.opened;
  if (!isTrained(run)) {
    return await trainAndFinish(request, found, run, await gather(request, found, run.out));
  }
  const took = (seconds: number) => run.addSeconds("collect", seconds);
  const data = await timed(took, () => collectData(task, registry, run.out, progress, { workers, base }));
  return await finish(request, found, run, data);
}

/**
 * Collects what is missing, trains, evaluates and reports; continues the newest unfinished run of the same task
 * and seed. A finished one is told of, and left as it is. What can be refused is refused before a run is begun: what the
 * task tells before data is collected, what the data tells after it.
 *
 * @throws {InputError} for wrong input, {@linkcode HostError} when disk, lock or device refuse,
 * {@linkcode Interrupted} after saving when asked to stop.
 */
export async function runTraining(request: TrainingRequest): Promise<Report> {
  const started = new Date();
  const { progress, out } = request;
  const found = await findRun(request);
  const backend = await openEngine(request, found.run);
  if (found.run?.info.finished) {
    progress.say(`${found.run.path} is finished; --new starts another run`);
    return await writeReport(found.run, found.opened.task);
  }
  if (found.run) return await goOn(request, found, found.run, backend);
  const gathered = await gather(request, found, out);
  const run = beginRun(request, found, { started, backend });
  using _lock = lockRun(run.path);
  progress.say(run.path);
  return await trainAndFinish(request, found, run, gathered);
}
