/**
 * `deno task bench`: training steps, ours and PyTorch's in turn in one run.
 *
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../core/errors.ts";
import { suggestion } from "../core/nearest.ts";
import type { Registry } from "../core/registry.ts";
import { SHAPES } from "./step_shapes.ts";
import { makeTrainingStep, type TrainingStep } from "./training_step.ts";
import { Peer, PEER_SETTINGS } from "./peer.ts";

/** Steps in one turn, and turns. */
const STEPS = 8;
const TURNS = 7;

/** Three numbers that tell how steady a figure is. */
export interface Spread {
  /** Smallest. */
  readonly min: number;
  /** Middle. */
  readonly median: number;
  /** Largest. */
  readonly max: number;
}

/** One line of the result. */
export interface BenchResult {
  /** What was timed. */
  readonly name: string;
  /** Our milliseconds, median. */
  readonly oursMs: number;
  /** The peer's milliseconds, median. */
  readonly peerMs?: number;
  /** Peer's time ÷ ours, turn by turn; above 1 we are faster. */
  readonly ratio?: Spread;
  /** The peer's setting: the fastest of those tried. */
  readonly peerSetting?: string;
  /** Milliseconds of every setting that was tried. */
  readonly peerTried?: { readonly [setting: string]: number };
  /** Relative difference of the first loss. */
  readonly lossError?: number;
  /** Relative difference of the first gradient norm. */
  readonly gradNormError?: number;
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { min: sorted[0], median: sorted[sorted.length >> 1], max: sorted[sorted.length - 1] };
}

const difference = (a: number, b: number): number => Math.abs(a - b) / Math.abs(b);

async function fastestSetting(script: URL, folder: string): Promise<{ readonly [setting: string]: number }> {
  const tried: Record<string, number> = {};
  for (const [name, env] of Object.entries(PEER_SETTINGS)) {
    await using peer = await Peer.start(script, folder, env);
    await peer.time(2);
    tried[name] = await peer.time(STEPS);
  }
  return tried;
}

async function besidePeer(name: string, step: TrainingStep, folder: string): Promise<BenchResult> {
  const script = new URL("./peers/training_step.py", import.meta.url);
  const tried = await fastestSetting(script, folder);
  const [setting] = Object.entries(tried).sort(([, a], [, b]) => a - b)[0];
  await using peer = await Peer.start(script, folder, PEER_SETTINGS[setting]);
  await peer.time(2);
  await step.time(2);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    ours.push(await step.time(STEPS));
    theirs.push(await peer.time(STEPS));
  }
  return {
    name,
    oursMs: spread(ours).median,
    peerMs: spread(theirs).median,
    ratio: spread(theirs.map((ms, i) => ms / ours[i])),
    peerSetting: setting,
    peerTried: tried,
    lossError: difference(step.first.loss, peer.first.loss),
    gradNormError: difference(step.first.gradNorm, peer.first.gradNorm),
  };
}

async function timeAlone(name: string, step: TrainingStep): Promise<BenchResult> {
  await step.time(2);
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) times.push(await step.time(STEPS));
  return { name, oursMs: spread(times).median };
}

async function timeBesidePeer(name: string, step: TrainingStep): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), "orrery-bench-"));
  try {
    for (const [file, content] of Object.entries(step.files)) writeFileSync(join(folder, file), content);
    return await besidePeer(name, step, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Times training steps on the open backend, with `peers` beside PyTorch.
 *
 * @param names Shapes to time; all when empty.
 * @throws {InputError} for a name that is not one of them.
 */
export async function runBench(
  registry: Registry,
  peers: boolean,
  names: readonly string[] = [],
): Promise<readonly BenchResult[]> {
  const known = SHAPES.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new InputError(`Cannot time "${unknown}": there is no such shape, ${suggestion(unknown, known)}`);
  }
  const results: BenchResult[] = [];
  for (const shape of SHAPES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const step = await makeTrainingStep(registry, shape);
    results.push(await (peers ? timeBesidePeer : timeAlone)(shape.name, step));
    step.dispose();
  }
  return results;
}
