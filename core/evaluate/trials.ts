import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import type { PlanRecord } from "../plan/planned_episode.ts";
import type { PlanningPolicy } from "../plan/receding_horizon.ts";
import { rollout } from "../rollout.ts";
import type { Action, ActionSpace, EnvBatch, Goal, Judgement, Policy, Rng } from "../types.ts";
import type { Trial } from "./protocol.ts";

function drawNumber(rng: Rng, low: number, high: number): number {
  if (Number.isFinite(low) && Number.isFinite(high)) return rng.uniform(low, high);
  if (Number.isFinite(low)) return low + Math.abs(rng.normal());
  if (Number.isFinite(high)) return high - Math.abs(rng.normal());
  return rng.normal();
}

function draw(space: ActionSpace, rng: Rng): Action {
  if (space.kind === "discrete") return Float32Array.of(rng.integer(space.n));
  return Float32Array.from(space.low, (low, i) => drawNumber(rng, low, space.high[i]));
}

/**
 * The floor under every success rate: actions uniform within their bounds, or among the choices; standard normal
 * where there is no bound.
 */
export function randomPolicy(space: ActionSpace): Policy {
  const streams = new Map<number, Rng>();
  return {
    streams: [],
    begin: (slot, { rng }) => void streams.set(slot, rng),
    act: (turns) =>
      Promise.try(() =>
        turns.map(({ slot }) => {
          const rng = streams.get(slot);
          if (!rng) {
            throw new InputError(`Cannot act in slot ${slot}: no episode has begun there, expected one`);
          }
          return draw(space, rng);
        })
      ),
  };
}

/** A policy whose plans are known by goal, after its slots have gone on to other episodes. */
export interface RecordedPlans {
  /** The same policy. */
  readonly policy: Policy;
  /** Plans of the episode that was asked for this goal; none for a goal that was not. */
  plansOf(goal: Goal): readonly PlanRecord[];
}

/** Keeps the plans of all episodes that a policy runs from now on; every episode needs a goal object of its own. */
export function recordPlans(policy: PlanningPolicy): RecordedPlans {
  const known = new Map<Goal, readonly PlanRecord[]>();
  return {
    policy: {
      streams: policy.streams,
      begin: (slot, episode) => {
        policy.begin(slot, episode);
        if (episode.goal) known.set(episode.goal, policy.plans(slot));
      },
      act: (turns) => policy.act(turns),
    },
    plansOf: (goal) => known.get(goal) ?? [],
  };
}

/** How a trial went. */
export interface Outcome {
  /** The goal was reached within the budget. */
  readonly reached: boolean;
  /** What was done, in native units; as many as steps. */
  readonly actions: readonly Action[];
  /** Distance to the goal at the end, in the criterion's unit. */
  readonly distance: number;
  /** Which named criteria were met at any step before the trial ended. */
  readonly met: readonly string[];
}

/** What to run. */
export interface TrialRun {
  /** The worlds. */
  readonly batch: EnvBatch;
  /** Who acts. */
  readonly policy: Policy;
  /** The starts. */
  readonly trials: readonly Trial[];
  /** Name of the criterion that ends a trial; by default the world's first one. */
  readonly criterion?: string;
  /** Env steps a trial may take. */
  readonly budget: number;
  /** Each trial gets its own stream of it. */
  readonly rng: Rng;
  /** Hears how many trials are finished. */
  readonly progress?: (done: number) => void;
}

/** What a criterion says, in the place of the first one. */
function by(name: string, judgement: Judgement): Judgement {
  const { criteria = {} } = judgement;
  if (Object.hasOwn(criteria, name)) return { ...criteria[name], criteria };
  throw new InputError(
    `Cannot run trials: there is no criterion "${name}", ${suggestion(name, Object.keys(criteria))}`,
  );
}

/**
 * The same worlds, judged by one criterion, which never end by themselves: what ends them is their own target or their
 * own clock, which had run before the trial's start; the trial has its goal and its budget.
 */
function endless(batch: EnvBatch, criterion: string): EnvBatch {
  return {
    size: batch.size,
    spec: batch.spec,
    criterion: batch.criterion,
    start: (starts) => batch.start(starts),
    step: async (actions) => {
      const results = await batch.step(actions);
      return results.map((result) => result && { ...result, terminated: false, truncated: false });
    },
    look: (which, streams) => batch.look(which, streams),
    judge: async (goals) => {
      const judgements = await batch.judge(goals);
      return criterion === "" ? judgements : judgements.map((one) => one && by(criterion, one));
    },
    close: () => batch.close(),
  };
}

/** Named criteria that were met at any moment. */
function metIn(judgements: readonly Judgement[]): string[] {
  const names = Object.keys(judgements[0].criteria ?? {});
  return names.filter((name) => judgements.some(({ criteria }) => criteria?.[name].reached));
}

/**
 * Runs a policy from each start; a trial ends as soon as its goal is reached at any step, or after the budget.
 * The worlds' own `terminated` and `truncated` are not heeded. Outcomes come in the order of the trials and do not depend on
 * the number of slots, as far as the policy's plans do not.
 *
 * @throws {InputError} when the worlds have no criterion of the name.
 */
export async function runTrials(run: TrialRun): Promise<Outcome[]> {
  const { batch, policy, trials, budget, rng, progress, criterion = "" } = run;
  const outcomes: Outcome[] = [];
  const finished = rollout({
    batch: endless(batch, criterion),
    policy,
    episodes: trials.map(({ start, goal }, i) => ({ start: { state: start }, goal, rng: rng.fork(i) })),
    maxSteps: budget,
    stopWhenReached: true,
  });
  for await (const { actions, judgements } of finished) {
    const { reached, distance } = judgements[judgements.length - 1];
    outcomes.push({ reached, actions, distance, met: metIn(judgements) });
    progress?.(outcomes.length);
  }
  return outcomes;
}
