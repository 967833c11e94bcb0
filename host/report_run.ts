import { existsSync, readFileSync } from "node:fs";
import type { Task } from "../core/task/task.ts";
import type { MetricsRow } from "../core/train/metrics.ts";
import type { Json } from "../core/types.ts";
import { onDisk, writeAtomically } from "./io/atomic_write.ts";
import { type Evaluated, type FilmEntry, readEvaluated } from "./evaluate_run.ts";
import type { Gauges, ReportFilm, SigregGauge } from "./report/input.ts";
import { renderReport } from "./report/render_report.ts";
import { readMetrics } from "./runs/metrics_log.ts";
import type { RunFolder } from "./runs/run_folder.ts";
import { smokeNote } from "./runs/smoke.ts";

/** What `report.json` and `--json` hold. */
export type Report = {
  /** Name of the task. */
  readonly task: string;
  /** Hash of the resolved task. */
  readonly hash: string;
  /** Root seed. */
  readonly seed: number;
  /** Run folder. */
  readonly run: string;
  /** Seconds of all phases together. */
  readonly seconds: number;
  /** Seconds by phase: `collect`, `train`, `evaluate`. */
  readonly phases: { readonly [phase: string]: number };
  /** Results by evaluation. */
  readonly evaluations: { readonly [evaluation: string]: { readonly [name: string]: Json } };
  /** What the figures must not be taken for: a smoke run says that it learns next to nothing. */
  readonly note?: string;
  /** Options by which evaluations differed from the task's, where some did. */
  readonly changed?: { readonly [evaluation: string]: { readonly [option: string]: Json } };
};

/** What was asked of a run after its training, in place of its task's options. */
function later(run: RunFolder, { changed }: Evaluated): { readonly later?: readonly string[] } {
  if (!changed) return {};
  const commands = Object.entries(changed).map(([name, options]) => {
    const words = Object.entries(options).map(([option, value]) =>
      `${name}.${option}=${JSON.stringify(value)}`
    );
    return ["deno task evaluate", run.path, name, ...words].join(" ");
  });
  return { later: commands };
}

/** SIGReg of a standard normal and of a collapse, ÷ N, with 17 knots on [0, 3]. */
const SIGREG = { knots: 17, tMax: 3, floor: 1.05246415, collapse: 0.40204758 } as const;

function sigregGauge(task: Task, row: MetricsRow): SigregGauge | undefined {
  const stage = task.train[row.stage];
  const options = stage?.objectives.sigreg?.with;
  const value = row.terms.sigreg;
  if (value === undefined || options?.knots !== SIGREG.knots || options.tMax !== SIGREG.tMax) {
    return undefined;
  }
  return { value, floor: SIGREG.floor, collapse: SIGREG.collapse * stage.batch * (row.tokens ?? 1) };
}

function gaugesOf(task: Task, rows: readonly MetricsRow[]): Gauges {
  const row = rows.at(-1);
  if (!row) return {};
  const sigreg = sigregGauge(task, row);
  const { heldOut } = row;
  return {
    ...(sigreg && { sigreg }),
    ...(heldOut && { rank: { value: heldOut.rank, dim: heldOut.std.length }, std: heldOut.std }),
  };
}

/** A file of `media/`; undefined when it is gone. */
function readMedia(run: RunFolder, file: string): Uint8Array | undefined {
  const path = run.file("media", file);
  return existsSync(path) ? onDisk(`read "${path}"`, () => readFileSync(path)) : undefined;
}

function readFilm(run: RunFolder, { file, still, caption }: FilmEntry): ReportFilm {
  const [gif, picture] = [file, still].map((name) => readMedia(run, name));
  return {
    name: file.replace(/\.gif$/, ""),
    caption,
    ...(gif && { gif }),
    ...(picture && { still: picture }),
  };
}

/** Writes `report.json` and `report.html` from what the run's folder holds. */
export async function writeReport(run: RunFolder, task: Task): Promise<Report> {
  const { info } = run;
  const evaluated = readEvaluated(run);
  const { metrics: evaluations, films, changed } = evaluated;
  const { hash, seed, seconds: phases, command, preset, versions, backend } = info;
  const seconds = Object.values(phases).reduce((sum, phase) => sum + phase, 0);
  const note = smokeNote(run, task);
  const report: Report = {
    task: task.name,
    hash,
    seed,
    run: run.path,
    seconds,
    phases,
    evaluations,
    ...note !== undefined && { note },
    ...changed && { changed },
  };
  const rows = readMetrics(run.file("metrics.jsonl"));
  const html = await renderReport({
    task: JSON.parse(JSON.stringify(task)),
    hash,
    seed,
    run: JSON.parse(JSON.stringify({ command, ...later(run, evaluated), preset, versions, backend })),
    seconds: phases,
    metrics: rows,
    evaluations,
    films: films.map((film) => readFilm(run, film)),
    gauges: gaugesOf(task, rows),
    ...note !== undefined && { note },
  });
  writeAtomically(run.file("report.json"), `${JSON.stringify(report, null, 2)}\n`);
  writeAtomically(run.file("report.html"), html);
  return report;
}
