import { planSpace } from "../actions.ts";
import { InputError } from "../errors.ts";
import type { ActionSpace, Goal, PlanIteration, Planner, Policy, Score, Snapshot, Turn } from "../types.ts";
import type { PlanContext } from "./encode.ts";
import { PlannedEpisode, type PlanRecord } from "./planned_episode.ts";

/** A policy that plans. */
export interface PlanningPolicy extends Policy {
  /** Plans of the episode that runs, or ran last, in a slot; the list grows while it runs. */
  plans(slot: number): readonly PlanRecord[];
}

/** One episode that needs a plan. */
export interface Problem {
  /** What can be seen. */
  readonly snapshot: Snapshot;
  /** What is asked for. */
  readonly goal: Goal;
  /** What was seen and done, as far back as is remembered. */
  readonly context: PlanContext;
}

/** How to plan again and again. */
export interface RecedingHorizonSetup {
  /** Searches. */
  readonly planner: Planner;
  /** H, action blocks a plan. */
  readonly horizon: number;
  /** Action blocks executed before planning again, at most H. */
  readonly execute: number;
  /** Raw env actions in one block. */
  readonly frameskip: number;
  /** Frames to remember, the present one included; by default 1. */
  readonly history?: number;
  /** Native actions of the world. */
  readonly actionSpace: ActionSpace;
  /** Streams that must be drawn before acting. */
  readonly streams: readonly string[];
  /** Makes the score of candidates for some problems, side by side. */
  readonly scorer: (problems: readonly Problem[]) => Promise<Score>;
  /** Milliseconds, for latencies. */
  readonly now: () => number;
  /** Overrides the planner's own number of iterations. */
  readonly iterations?: number;
}

/** How much a planner asked of its cost. */
interface Asked {
  calls: number;
  candidates: number;
}

/** The same score, which counts. */
function counted(score: Score, asked: Asked): Score {
  return (plans, candidates) => {
    asked.calls++;
    asked.candidates += candidates;
    return score(plans, candidates);
  };
}

const part = <T extends Float64Array | Int32Array>(all: T, index: number, count: number): T => {
  const size = all.length / count;
  return all.slice(index * size, (index + 1) * size) as T;
};

/** What a refinement was for one problem of the batch. */
function iterationOf(all: PlanIteration, index: number, count: number): PlanIteration {
  return {
    mean: part(all.mean, index, count),
    best: part(all.best, index, count),
    ...(all.std && { std: part(all.std, index, count) }),
    ...(all.eliteCosts && { eliteCosts: part(all.eliteCosts, index, count) }),
    ...(all.elites && { elites: part(all.elites, index, count) }),
  };
}

/**
 * Acts by planning, executing the first blocks, and planning again from what is seen then. All episodes that need
 * a plan at the same moment are planned together. What a plan has left after its executed blocks warms the
 * next one, with zeros at the end; when everything is executed each plan starts cold. Episodes draw from
 * their own streams, so that a plan depends on nothing but its own episode.
 *
 * @throws {InputError} when `execute` is not from 1 to the horizon, or an episode begins without a goal.
 */
export function recedingHorizon(setup: RecedingHorizonSetup): PlanningPolicy {
  const { planner, horizon, execute, frameskip, history = 1, actionSpace, streams, scorer, now, iterations } =
    setup;
  const space = planSpace(actionSpace, frameskip);
  if (!Number.isInteger(execute) || execute < 1 || execute > horizon) {
    throw new InputError(
      `Cannot plan: execute is ${execute}, expected a whole number from 1 to the horizon, ${horizon}`,
    );
  }
  const episodes = new Map<number, PlannedEpisode>();

  function episodeIn(slot: number): PlannedEpisode {
    const episode = episodes.get(slot);
    if (episode) return episode;
    throw new InputError(`Cannot act in slot ${slot}: no episode has begun there, expected one`);
  }

  function warmStart(due: readonly PlannedEpisode[]): Float64Array | undefined {
    if (due.every(({ leftover }) => leftover === undefined)) return undefined;
    const length = horizon * space.size;
    const warm = new Float64Array(due.length * length);
    due.forEach(({ leftover }, i) => leftover && warm.set(leftover, i * length));
    return warm;
  }

  async function planFor(turns: readonly Turn[]): Promise<void> {
    const started = now();
    const due = turns.map(({ slot }) => episodeIn(slot));
    const together = turns.length;
    const warm = warmStart(due);
    const asked: Asked = { calls: 0, candidates: 0 };
    const problems = turns.map(({ snapshot }, i) => ({ snapshot, goal: due[i].goal, context: due[i] }));
    const result = await planner.plan({
      batch: together,
      horizon,
      space,
      score: counted(await scorer(problems), asked),
      rngs: turns.map(({ step }, i) => due[i].rng.fork(step)),
      ...warm && { warm },
      ...iterations !== undefined && { iterations },
    });
    const latencyMs = now() - started;
    due.forEach((episode, i) =>
      episode.follow({
        step: turns[i].step,
        plan: part(result.plan, i, together),
        cost: result.cost[i],
        trace: result.trace.map((iteration) => iterationOf(iteration, i, together)),
        latencyMs,
        together,
        ...asked,
      })
    );
  }

  return {
    streams,
    begin: (slot, { rng, goal }) => {
      if (!goal) throw new InputError(`Cannot plan in slot ${slot}: the episode has no goal, expected one`);
      const episode = { rng: rng.fork("plan"), goal, actionSpace, streams, frameskip, execute, history };
      episodes.set(slot, new PlannedEpisode(episode));
    },
    act: async (turns) => {
      for (const { slot, snapshot } of turns) episodeIn(slot).see(snapshot);
      const due = turns.filter(({ slot }) => episodeIn(slot).isDue);
      if (due.length > 0) await planFor(due);
      return turns.map(({ slot }) => episodeIn(slot).next());
    },
    plans: (slot) => episodes.get(slot)?.records ?? [],
  };
}
