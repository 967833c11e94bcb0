/**
 * `deno task bench`: training steps and plans, ours and PyTorch's in turn in one run; worlds, collection and windows.
 *
 * @module
 */
import { InputError } from "../core/errors.ts";
import { suggestion } from "../core/nearest.ts";
import type { Registry } from "../core/registry.ts";
import type { BackendReport } from "../host/backends/backend_report.ts";
import { measureProducts } from "../host/backends/measure_products.ts";
import type { Progress } from "../host/progress.ts";
import { versions } from "../host/versions.ts";
import type { BenchReport } from "./bench_report.ts";
import type { BenchResult } from "./bench_result.ts";
import { collectRates, windowRates } from "./data_rates.ts";
import { envRates } from "./env_rates.ts";
import { commitOf } from "./commit_of.ts";
import { examineMachine } from "./examine_machine.ts";
import { makePlanning } from "./planning.ts";
import { PLANS } from "./plan_shapes.ts";
import { SHAPES } from "./step_shapes.ts";
import { timeAlone, timeBesidePeer, type Timed } from "./time_work.ts";
import type { TimedWork } from "./timed_work.ts";
import { makeTrainingStep } from "./training_step.ts";

const PROJECT = new URL("../", import.meta.url).pathname;

/** What is timed beside a peer, by name. */
const WORKS: { readonly [name: string]: (registry: Registry) => Promise<TimedWork> } = Object.fromEntries([
  ...SHAPES.map((shape) => [shape.name, (registry: Registry) => makeTrainingStep(registry, shape)] as const),
  ...PLANS.map((shape) => [shape.name, (registry: Registry) => makePlanning(registry, shape)] as const),
]);

/** What has no peer, by name. */
const RATES: {
  readonly [name: string]: (registry: Registry, most: number) => Promise<readonly BenchResult[]>;
} = {
  env: (registry, most) => envRates(registry, Math.min(7, most)),
  collect: (_, most) => collectRates({ episodes: 200, turns: Math.min(3, most) }),
  windows: (_, most) => windowRates({ episodes: 64, turns: Math.min(7, most) }),
};

/** Names of everything that can be timed. */
export const BENCHES: readonly string[] = [...Object.keys(WORKS), ...Object.keys(RATES)];

/** What to time. */
export interface BenchOptions {
  /** Components. */
  readonly registry: Registry;
  /** What is open. */
  readonly backend: BackendReport;
  /** Whether PyTorch is timed beside. */
  readonly peers: boolean;
  /** Names out of {@linkcode BENCHES}; all of them when empty, with `peers` all that have one. */
  readonly names: readonly string[];
  /** Most turns of either side, for a quick look. */
  readonly turns?: number | undefined;
  /** Where to tell how far it is. */
  readonly progress: Progress;
}

function check({ names, peers }: BenchOptions): void {
  const unknown = names.find((name) => !BENCHES.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `Cannot time "${unknown}": there is no such benchmark, ${suggestion(unknown, BENCHES)}`,
    );
  }
  const alone = peers ? names.find((name) => Object.hasOwn(RATES, name)) : undefined;
  if (alone !== undefined) {
    throw new InputError(
      `Cannot time "${alone}" beside PyTorch: it has no peer, expected one of ${
        Object.keys(WORKS).join(", ")
      }; leave out --peers`,
    );
  }
}

async function timeWorks(options: BenchOptions, names: readonly string[], roof: number | undefined) {
  const { registry, backend: { threads }, peers, progress, turns } = options;
  const conditions = { roof, threads, progress, ...(turns !== undefined && { turns }) };
  const timed: Timed[] = [];
  for (const name of names) {
    using work = await WORKS[name](registry);
    timed.push(await (peers ? timeBesidePeer : timeAlone)(work, conditions));
  }
  return timed;
}

/**
 * Times what is asked for on the open backend, with `peers` beside PyTorch.
 *
 * @throws {InputError} for a name that there is not, or that has no peer; {@linkcode HostError} where PyTorch is missing
 * or does not compute the same.
 */
export async function runBench(options: BenchOptions): Promise<BenchReport> {
  check(options);
  const { registry, backend, peers, progress } = options;
  const started = performance.now();
  const commit = commitOf(PROJECT);
  const all = peers ? Object.keys(WORKS) : BENCHES;
  const names = options.names.length > 0 ? [...new Set(options.names)] : all;
  const native = backend.blas !== undefined && "library" in backend.blas;
  const works = names.filter((name) => Object.hasOwn(WORKS, name));
  const roof = native && works.length > 0 ? await measureProducts(1024, 40) : undefined;
  const timed = await timeWorks(options, works, roof);
  const results = timed.map(({ result }) => result);
  for (const name of names.filter((name) => Object.hasOwn(RATES, name))) {
    progress.phase(name);
    results.push(...await RATES[name](registry, options.turns ?? Infinity));
  }
  const peer = timed.find(({ peer }) => peer)?.peer;
  return {
    date: new Date().toISOString().slice(0, 10),
    ...(commit !== undefined && { commit }),
    machine: examineMachine(),
    backend,
    ...(roof !== undefined && { roof }),
    versions: versions(),
    ...(peer && { peer }),
    seconds: (performance.now() - started) / 1000,
    results,
  };
}
