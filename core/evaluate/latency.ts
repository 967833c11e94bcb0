import type { PlanRecord } from "../plan/planned_episode.ts";
import type { PlanningPolicy } from "../plan/receding_horizon.ts";
import type { Env, Rng, Snapshot } from "../types.ts";
import { percentile } from "../stats/percentile.ts";
import type { Trial } from "./protocol.ts";

/** How long one plan takes, and what it asks of the model. */
export interface PlanLatency {
  /** Median, milliseconds. */
  readonly p50: number;
  /** 95th percentile, milliseconds. */
  readonly p95: number;
  /** Plans measured. */
  readonly n: number;
  /** How often the model was asked for futures, in the median plan. */
  readonly calls: number;
  /** How many futures it imagined, in the median plan. */
  readonly candidates: number;
}

function snapshotOf(env: Env, { start }: Trial, streams: readonly string[]): Snapshot {
  env.setState(start);
  const observations = Object.fromEntries(streams.map((stream) => [stream, env.observe(stream)]));
  return { observations, variables: env.measure(), state: start };
}

/**
 * Times the first plan of each trial, one episode at a time as a single agent would wait for it, from seeing to
 * having the plan; the goal is encoded in that time too. One plan goes before, unmeasured, so that what is
 * compiled once does not count.
 */
export async function planLatency(
  policy: PlanningPolicy,
  env: Env,
  trials: readonly Trial[],
  rng: Rng,
): Promise<PlanLatency> {
  const records: PlanRecord[] = [];
  for (const trial of [trials[0], ...trials]) {
    policy.begin(0, { rng, goal: { ...trial.goal } }); // a copy, so that nothing is known of it
    await policy.act([{ slot: 0, step: 0, snapshot: snapshotOf(env, trial, policy.streams) }]);
    records.push(...policy.plans(0));
  }
  const measured = records.slice(1);
  const all = (of: "latencyMs" | "calls" | "candidates") => measured.map((record) => record[of]);
  return {
    p50: percentile(all("latencyMs"), 50),
    p95: percentile(all("latencyMs"), 95),
    n: measured.length,
    calls: percentile(all("calls"), 50),
    candidates: percentile(all("candidates"), 50),
  };
}
