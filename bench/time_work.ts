import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Gemm } from "../core/engine/mod.ts";
import { type BackendOptions, openBackend } from "../host/backends/open_backend.ts";
import type { Progress } from "../host/progress.ts";
import type { BenchResult, WithoutBlas } from "./bench_result.ts";
import { compareAnswers } from "./compare_answers.ts";
import { Peer, PEER_SETTINGS } from "./peer.ts";
import { ProductClock } from "./product_clock.ts";
import { type Spread, spreadOf } from "./spread.ts";
import { type Rival, takeTurns } from "./take_turns.ts";
import type { TimedWork } from "./timed_work.ts";

/** Under which conditions work is timed. */
export interface Conditions {
  /** 10⁹ operations a second of the native library's products; undefined where the backend has no such library. */
  readonly roof: number | undefined;
  /** Threads that compute; by default as many as wasm takes. */
  readonly threads?: number | undefined;
  /** Where to tell how far it is. */
  readonly progress: Progress;
  /** Most turns of either side; by default as many as the work asks for. */
  readonly turns?: number;
  /** Settings of PyTorch to try; by default all of them. */
  readonly settings?: readonly string[];
}

/** A result, and with what the peer computed. */
export interface Timed {
  /** The line. */
  readonly result: BenchResult;
  /** Versions of the peer, and its threads. */
  readonly peer?: Peer["versions"];
}

/** Runs with matrix products computed otherwise, and by the native library again afterwards. */
async function otherwise<T>(
  options: BackendOptions,
  { threads }: Conditions,
  run: () => Promise<T>,
): Promise<T> {
  await openBackend("wasm", { threads, ...options });
  try {
    return await run();
  } finally {
    await openBackend("wasm", { threads });
  }
}

const ratios = (theirs: readonly number[], ours: readonly number[]): Spread =>
  spreadOf(theirs.map((ms, i) => ms / ours[i]));

/** What products have to do with our time. */
async function productFigures(
  work: TimedWork,
  oursMs: number,
  conditions: Conditions & { readonly roof: number },
): Promise<Pick<BenchResult, "sgemmShare" | "outsideProductsMs">> {
  // One thread computes, and counts, all products; of many, each waits for the slowest: the caller's time is theirs.
  const [counter, clock] = [new ProductClock(), new ProductClock()];
  const counting = { threads: 1, watch: (multiply: Gemm) => counter.watch(multiply) };
  await otherwise(counting, conditions, () => work.time(1));
  const count = Math.max(1, Math.min(work.effort.turn, 3));
  const ms = await otherwise(
    { watch: (multiply) => clock.watch(multiply) },
    conditions,
    () => work.time(count),
  );
  return {
    sgemmShare: counter.operations * work.rounds / (oursMs * conditions.roof * 1e6),
    outsideProductsMs: ms * work.rounds - clock.ms * work.rounds / count,
  };
}

async function withoutBlas(
  work: TimedWork,
  rival: Rival | undefined,
  conditions: Conditions,
): Promise<WithoutBlas> {
  // Few turns, of one round each: they are slow.
  const effort = { turn: 1, turns: work.effort.slowTurns, plain: 0 };
  const { ours, rival: theirs } = await otherwise(
    { blas: false },
    conditions,
    () => takeTurns(work, rival, effort),
  );
  return { oursMs: spreadOf(ours).median, ...(rival && { ratio: ratios(theirs, ours) }) };
}

async function timeTurns(
  work: TimedWork,
  rival: Rival | undefined,
  conditions: Conditions,
): Promise<BenchResult> {
  const { roof, progress, turns = Infinity } = conditions;
  const { ours, rival: theirs, plain } = await takeTurns(
    work,
    rival,
    { ...work.effort, turns: Math.min(turns, work.effort.turns) },
    (done, total) => progress.at(done, total + 1, "turns"),
  );
  const own = spreadOf(ours);
  const peer = rival && spreadOf(theirs);
  const result = {
    name: work.name,
    turns: ours.length,
    oursMs: own.median,
    ours: own,
    ...(peer && { peerMs: peer.median, peer, ratio: ratios(theirs, ours) }),
    ...(plain.length > 0 && { saved: ratios(plain, ours) }),
    ...(roof !== undefined && {
      ...await productFigures(work, own.median, { ...conditions, roof }),
      noBlas: await withoutBlas(work, rival, conditions),
    }),
  };
  progress.at(1, 1, "turns");
  return result;
}

/** Milliseconds of each setting of the peer. */
async function trySettings(
  { script, effort, rounds }: TimedWork,
  folder: string,
  { progress, settings = Object.keys(PEER_SETTINGS) }: Conditions,
): Promise<{ readonly [setting: string]: number }> {
  const tried: Record<string, number> = {};
  for (const [done, name] of settings.entries()) {
    progress.at(done, settings.length, name);
    await using peer = await Peer.start(script, folder, PEER_SETTINGS[name]);
    tried[name] = rounds * await peer.time(effort.trial);
  }
  return tried;
}

async function besidePeer(work: TimedWork, folder: string, conditions: Conditions): Promise<Timed> {
  const { progress } = conditions;
  progress.phase(`${work.name}: settings of PyTorch`);
  const peerTried = await trySettings(work, folder, conditions);
  const [peerSetting] = Object.entries(peerTried).sort(([, a], [, b]) => a - b)[0];
  await using peer = await Peer.start(work.script, folder, PEER_SETTINGS[peerSetting]);
  const errors = compareAnswers(work.name, work.answers, peer.answers);
  progress.phase(`${work.name}: ours and PyTorch in turn`);
  const result = await timeTurns(work, peer, conditions);
  return { result: { ...result, peerSetting, peerTried, ...errors }, peer: peer.versions };
}

/** Times work on the open backend by itself. */
export async function timeAlone(work: TimedWork, conditions: Conditions): Promise<Timed> {
  conditions.progress.phase(work.name);
  return { result: await timeTurns(work, undefined, conditions) };
}

/**
 * Times work on the open backend beside PyTorch: each setting is tried once, then we and the fastest one work in turn.
 *
 * @throws {HostError} where PyTorch is missing or the two do not do the same.
 */
export async function timeBesidePeer(work: TimedWork, conditions: Conditions): Promise<Timed> {
  const folder = mkdtempSync(join(tmpdir(), "orrery-bench-"));
  try {
    for (const [file, content] of Object.entries(work.files)) writeFileSync(join(folder, file), content);
    return await besidePeer(work, folder, conditions);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
