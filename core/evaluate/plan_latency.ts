import type { PlanningPolicy } from "../plan/receding_horizon.ts";
import type { Env, Rng, Snapshot } from "../types.ts";
import { percentile } from "./percentile.ts";
import type { Trial } from "./protocol.ts";

/** How long one plan takes. */
export interface PlanLatency {
  /** Median, milliseconds. */
  readonly p50: number;
  /** 95th percentile, milliseconds. */
  readonly p95: number;
  /** Plans measured. */
  readonly n: number;
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
  const times: number[] = [];
  for (const trial of [trials[0], ...trials]) {
    policy.begin(0, { rng, goal: { ...trial.goal } }); // a copy, so that nothing is known of it
    await policy.act([{ slot: 0, step: 0, snapshot: snapshotOf(env, trial, policy.streams) }]);
    times.push(...policy.plans(0).map(({ latencyMs }) => latencyMs));
  }
  const measured = times.slice(1);
  return { p50: percentile(measured, 50), p95: percentile(measured, 95), n: measured.length };
}
