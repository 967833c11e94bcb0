import { nativeActions, normaliseBlock, planSpace } from "../actions.ts";
import { InputError } from "../errors.ts";
import type {
  Action,
  ActionSpace,
  Goal,
  PlanIteration,
  Planner,
  Policy,
  Rng,
  Score,
  Snapshot,
  Turn,
} from "../types.ts";
import type { PlanContext } from "./encode_contexts.ts";
import type { Frame } from "./encode_frames.ts";

/** One plan of an episode, for films and diagnostics. */
export interface PlanRecord {
  /** Env steps taken before it. */
  readonly step: number;
  /** The plan `[H, A]`, normalised. */
  readonly plan: Float64Array;
  /** Its estimated cost. */
  readonly cost: number;
  /** How the planner got there; B is 1. */
  readonly trace: readonly PlanIteration[];
  /** Milliseconds from seeing to having the plan, with all that were planned together. */
  readonly latencyMs: number;
  /** How many episodes were planned together. */
  readonly together: number;
}

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
  /** Frames to remember, the present one included; 1 unless told. */
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

interface Episode {
  readonly rng: Rng;
  readonly goal: Goal;
  readonly queue: Action[];
  readonly records: PlanRecord[];
  readonly frames: Frame[]; // the last ones, at the starts of blocks
  readonly blocks: Float32Array[]; // from each frame to the next
  leftover: Float64Array | undefined; // [H, A]
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
  const { planner, horizon, execute, frameskip, history = 1, actionSpace, scorer, now, iterations } = setup;
  const space = planSpace(actionSpace, frameskip);
  if (!Number.isInteger(execute) || execute < 1 || execute > horizon) {
    throw new InputError(
      `Cannot plan: execute is ${execute}, expected a whole number from 1 to the horizon, ${horizon}`,
    );
  }
  const length = horizon * space.size;
  const done = execute * space.size;
  const episodes = new Map<number, Episode>();

  function episodeIn(slot: number): Episode {
    const episode = episodes.get(slot);
    if (episode) return episode;
    throw new InputError(`Cannot act in slot ${slot}: no episode has begun there, expected one`);
  }

  function warmStart(due: readonly Episode[]): Float64Array | undefined {
    if (due.every(({ leftover }) => leftover === undefined)) return undefined;
    const warm = new Float64Array(due.length * length);
    due.forEach(({ leftover }, i) => leftover && warm.set(leftover, i * length));
    return warm;
  }

  function follow(episode: Episode, record: PlanRecord): void {
    episode.records.push(record);
    for (let at = 0; at < done; at += space.size) {
      episode.queue.push(...nativeActions(actionSpace, record.plan.subarray(at, at + space.size)));
    }
    if (execute === horizon) return;
    episode.leftover = new Float64Array(length);
    episode.leftover.set(record.plan.subarray(done));
  }

  /** Remembers what is seen where a block begins. */
  function remember({ frames, blocks }: Episode, { snapshot: { observations } }: Turn): void {
    // Copies, for a world may draw the next picture into the same memory.
    const there = setup.streams.filter((stream) => observations[stream]);
    const seen = there.map((stream) => [stream, observations[stream].slice()]);
    frames.push(Object.fromEntries(seen));
    if (frames.length <= history) return;
    frames.shift();
    blocks.shift();
  }

  /** The next action of the plan; remembers the block that begins with it. */
  function next({ queue, blocks }: Episode): Action {
    if (history > 1 && queue.length % frameskip === 0) {
      blocks.push(normaliseBlock(actionSpace, queue.slice(0, frameskip)));
    }
    return queue.shift() as Action;
  }

  async function planFor(turns: readonly Turn[]): Promise<void> {
    const started = now();
    const due = turns.map(({ slot }) => episodeIn(slot));
    const together = turns.length;
    const warm = warmStart(due);
    const result = await planner.plan({
      batch: together,
      horizon,
      space,
      score: await scorer(turns.map(({ snapshot }, i) => ({ snapshot, goal: due[i].goal, context: due[i] }))),
      rngs: turns.map(({ step }, i) => due[i].rng.fork(step)),
      ...warm && { warm },
      ...iterations !== undefined && { iterations },
    });
    const latencyMs = now() - started;
    due.forEach((episode, i) =>
      follow(episode, {
        step: turns[i].step,
        plan: part(result.plan, i, together),
        cost: result.cost[i],
        trace: result.trace.map((iteration) => iterationOf(iteration, i, together)),
        latencyMs,
        together,
      })
    );
  }

  return {
    streams: setup.streams,
    begin: (slot, { rng, goal }) => {
      if (!goal) throw new InputError(`Cannot plan in slot ${slot}: the episode has no goal, expected one`);
      episodes.set(slot, {
        rng: rng.fork("plan"),
        goal,
        queue: [],
        records: [],
        frames: [],
        blocks: [],
        leftover: undefined,
      });
    },
    act: async (turns) => {
      for (const turn of turns) {
        const episode = episodeIn(turn.slot);
        if (episode.queue.length % frameskip === 0) remember(episode, turn);
      }
      const due = turns.filter(({ slot }) => episodeIn(slot).queue.length === 0);
      if (due.length > 0) await planFor(due);
      return turns.map(({ slot }) => next(episodeIn(slot)));
    },
    plans: (slot) => episodes.get(slot)?.records ?? [],
  };
}
