import { rollout } from "../rollout.ts";
import type { Action, EnvBatch, Policy, Rng } from "../types.ts";
import type { Trial } from "./protocol.ts";

/** How a trial went. */
export interface Outcome {
  /** The goal was reached within the budget. */
  readonly reached: boolean;
  /** What was done, in native units; as many as steps. */
  readonly actions: readonly Action[];
  /** Distance to the goal at the end, in the world's unit. */
  readonly distance: number;
}

/** What to run. */
export interface TrialRun {
  /** The worlds. */
  readonly batch: EnvBatch;
  /** Who acts. */
  readonly policy: Policy;
  /** The starts. */
  readonly trials: readonly Trial[];
  /** Env steps a trial may take. */
  readonly budget: number;
  /** Each trial gets its own stream of it. */
  readonly rng: Rng;
  /** Hears how many trials are finished. */
  readonly progress?: (done: number) => void;
}

/** The same worlds, which never end by themselves: what ends them is their own target, not the trial's goal. */
function endless(batch: EnvBatch): EnvBatch {
  return {
    size: batch.size,
    spec: batch.spec,
    criterion: batch.criterion,
    start: (starts) => batch.start(starts),
    step: async (actions) => {
      const results = await batch.step(actions);
      return results.map((result) => result && { ...result, terminated: false });
    },
    look: (which, streams) => batch.look(which, streams),
    judge: (goals) => batch.judge(goals),
    close: () => batch.close(),
  };
}

/**
 * Runs a policy from each start; a trial ends as soon as its goal is reached at any step, or after the budget.
 * The worlds' own `terminated` is not heeded. Outcomes come in the order of the trials and do not depend on
 * the number of slots, as far as the policy's plans do not.
 */
export async function runTrials(run: TrialRun): Promise<Outcome[]> {
  const { batch, policy, trials, budget, rng, progress } = run;
  const outcomes: Outcome[] = [];
  const finished = rollout({
    batch: endless(batch),
    policy,
    episodes: trials.map(({ start, goal }, i) => ({ start: { state: start }, goal, rng: rng.fork(i) })),
    maxSteps: budget,
    stopWhenReached: true,
  });
  for await (const { actions, judgements } of finished) {
    const { reached, distance } = judgements[judgements.length - 1];
    outcomes.push({ reached, actions, distance });
    progress?.(outcomes.length);
  }
  return outcomes;
}
