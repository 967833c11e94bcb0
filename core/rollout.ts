import { InputError } from "./errors.ts";
import { suggestion } from "./nearest.ts";
import type {
  Action,
  EnvBatch,
  EnvStart,
  Goal,
  Judgement,
  Policy,
  Rng,
  Snapshot,
  StepResult,
  Turn,
} from "./types.ts";

/** One episode to run. */
export interface EpisodePlan {
  /** How the world starts. */
  readonly start: EnvStart;
  /** All random numbers of the policy in this episode. */
  readonly rng: Rng;
  /** What to reach, if anything. */
  readonly goal?: Goal;
}

/** One world at one moment of a rollout. */
export interface Moment extends Turn {
  /** Which episode, as numbered in {@linkcode RolloutOptions.episodes}. */
  readonly episode: number;
  /** What the goals say; undefined without a goal. */
  readonly judgement: Judgement | undefined;
}

/** What to run. */
export interface RolloutOptions {
  /** The worlds. */
  readonly batch: EnvBatch;
  /** Who acts. */
  readonly policy: Policy;
  /** The episodes, any number of them. */
  readonly episodes: readonly EpisodePlan[];
  /** Steps after which an episode is cut short. */
  readonly maxSteps: number;
  /** Streams to keep in the snapshots; without any an episode costs little memory. Default none. */
  readonly streams?: readonly string[];
  /** End an episode as soon as its goal is reached. Default false. */
  readonly stopWhenReached?: boolean;
  /** Sees every moment, the first and the last of an episode included, with all streams that were drawn. */
  readonly observer?: (moment: Moment) => void;
}

/** An episode that has ended, of T steps. */
export interface FinishedEpisode {
  /** Its number in {@linkcode RolloutOptions.episodes}. */
  readonly index: number;
  /** What was seen, `[T+1]`, with the streams that were asked for. */
  readonly snapshots: readonly Snapshot[];
  /** What was done, `[T]`, in native units. */
  readonly actions: readonly Action[];
  /** What was earned, `[T]`. */
  readonly rewards: readonly number[];
  /** What the goals said, `[T+1]`; empty without a goal. */
  readonly judgements: readonly Judgement[];
  /** The world ended by its own rules. */
  readonly terminated: boolean;
  /** The episode was cut short, by the world or by the limit of steps. */
  readonly truncated: boolean;
}

/** An episode under way in one slot. */
class Running {
  readonly snapshots: Snapshot[] = [];
  readonly actions: Action[] = [];
  readonly rewards: number[] = [];
  readonly judgements: Judgement[] = [];
  terminated = false;
  truncated = false;

  constructor(readonly slot: number, readonly index: number, readonly plan: EpisodePlan) {}

  get step(): number {
    return this.actions.length;
  }

  see(snapshot: Snapshot, streams: readonly string[], judgement: Judgement | undefined): void {
    // Copies, for a world may draw the next picture into the same memory.
    const observations = Object.fromEntries(
      streams.map((name) => [name, snapshot.observations[name].slice()]),
    );
    this.snapshots.push({
      observations,
      variables: snapshot.variables.slice(),
      state: snapshot.state.slice(),
    });
    if (judgement) this.judgements.push(judgement);
  }

  did(action: Action, { reward, terminated, truncated }: StepResult, maxSteps: number): void {
    this.actions.push(action.slice());
    this.rewards.push(reward);
    this.terminated = terminated;
    this.truncated = truncated || (!terminated && this.step >= maxSteps);
  }

  finish(): FinishedEpisode {
    const { index, snapshots, actions, rewards, judgements, terminated, truncated } = this;
    return { index, snapshots, actions, rewards, judgements, terminated, truncated };
  }
}

function check({ batch, policy, maxSteps, streams = [] }: RolloutOptions): void {
  if (!Number.isInteger(maxSteps) || maxSteps < 1) {
    throw new InputError(`Cannot run episodes: at most ${maxSteps} steps, expected a whole number from 1`);
  }
  const known = Object.keys(batch.spec.observations);
  const unknown = [...policy.streams, ...streams].find((stream) => !known.includes(stream));
  if (unknown !== undefined) {
    throw new InputError(
      `Cannot run episodes: env "${batch.spec.id}" has no stream "${unknown}", ${suggestion(unknown, known)}`,
    );
  }
}

/** One entry a slot: what `of` says of the episode in it, undefined where none runs. */
function bySlot<V>(
  size: number,
  running: readonly Running[],
  of: (episode: Running) => V,
): (V | undefined)[] {
  const values = new Array<V | undefined>(size).fill(undefined);
  for (const episode of running) values[episode.slot] = of(episode);
  return values;
}

/** What a batch gave for a slot that runs; a batch that leaves it out is broken. */
function given<V>(values: readonly (V | undefined)[], { slot }: Running, what: string): V {
  const value = values[slot];
  if (value === undefined) {
    throw new InputError(`Cannot run episodes: slot ${slot} gave no ${what}, expected one`);
  }
  return value;
}

/** Drives the slots of one batch; see {@linkcode rollout}. */
class Slots {
  readonly #options: RolloutOptions;
  readonly #look: readonly string[];
  #running: Running[] = [];
  #next = 0;

  constructor(options: RolloutOptions) {
    this.#options = options;
    this.#look = [...new Set([...options.policy.streams, ...options.streams ?? []])];
  }

  /** Starts waiting episodes in free slots. */
  async fill(): Promise<void> {
    const { batch, policy, episodes } = this.#options;
    const taken = new Set(this.#running.map(({ slot }) => slot));
    const fresh: Running[] = [];
    for (let slot = 0; slot < batch.size && this.#next < episodes.length; slot++) {
      if (taken.has(slot)) continue;
      fresh.push(new Running(slot, this.#next, episodes[this.#next]));
      this.#next++;
    }
    if (fresh.length === 0) return;
    await batch.start(bySlot(batch.size, fresh, ({ plan }) => plan.start));
    for (const { slot, plan } of fresh) policy.begin(slot, plan);
    this.#running.push(...fresh);
  }

  /** Looks at every episode, and takes out those that have ended. */
  async look(): Promise<{ readonly turns: Turn[]; readonly ended: Running[] }> {
    const { batch, streams = [], stopWhenReached, observer } = this.#options;
    const running = this.#running;
    const snapshots = await batch.look(bySlot(batch.size, running, () => true).map(Boolean), this.#look);
    const judgements = running.some(({ plan }) => plan.goal)
      ? await batch.judge(bySlot(batch.size, running, ({ plan }) => plan.goal?.variables))
      : [];
    const turns: Turn[] = [];
    const ended: Running[] = [];
    for (const episode of running) {
      const { slot, step } = episode;
      const snapshot = given(snapshots, episode, "snapshot");
      const judgement = judgements[slot];
      episode.see(snapshot, streams, judgement);
      observer?.({ episode: episode.index, slot, step, snapshot, judgement });
      const reached = stopWhenReached && judgement?.reached;
      if (reached || episode.terminated || episode.truncated) ended.push(episode);
      else turns.push({ slot, step, snapshot });
    }
    this.#running = running.filter((episode) => !ended.includes(episode));
    return { turns, ended };
  }

  /** Asks for an action in each turn and takes the steps. */
  async step(turns: readonly Turn[]): Promise<void> {
    const { batch, policy, maxSteps } = this.#options;
    const actions = await policy.act(turns);
    if (actions.length !== turns.length) {
      throw new InputError(
        `Cannot run episodes: the policy gave ${actions.length} actions, expected one for each of ${turns.length} turns`,
      );
    }
    const bySlots = bySlot(
      batch.size,
      this.#running,
      ({ slot }) => actions[turns.findIndex((turn) => turn.slot === slot)],
    );
    const results = await batch.step(bySlots);
    for (const episode of this.#running) {
      episode.did(given(bySlots, episode, "action"), given(results, episode, "result"), maxSteps);
    }
  }
}

/**
 * Runs episodes through the slots of a batch in lock-step: the one loop of collection and evaluation. An episode
 * ends when the world terminates or truncates it, after `maxSteps` steps, or, if asked, when its goal is reached
 * (at once, when it starts there). Finished episodes come in the order of `episodes`; nothing about them depends
 * on the size of the batch, as long as the policy draws from the stream that it is given. In memory are the
 * running episodes and those that wait for an earlier one.
 *
 * @throws {InputError} for an unknown stream or a limit below one step.
 *
 * @example
 * ```ts
 * import { inProcess, rollout, seededRng } from "@orrery/orrery/core";
 * import { twoRoom } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const batch = inProcess(() => twoRoom.make({}, {}), 2);
 * const still = { streams: [], begin: () => {}, act: async (turns: readonly unknown[]) =>
 *   await turns.map(() => Float32Array.of(0, 0)) };
 * const episodes = [1, 2, 3].map((seed) => ({ start: { seed }, rng: seededRng(seed) }));
 * const lengths: number[] = [];
 * for await (const episode of rollout({ batch, policy: still, episodes, maxSteps: 4 })) {
 *   lengths.push(episode.actions.length);
 * }
 * assert.deepEqual(lengths, [4, 4, 4]);
 * await batch.close();
 * ```
 */
export async function* rollout(options: RolloutOptions): AsyncGenerator<FinishedEpisode, void, void> {
  check(options);
  const slots = new Slots(options);
  const waiting = new Map<number, FinishedEpisode>();
  for (let due = 0; due < options.episodes.length;) {
    await slots.fill();
    const { turns, ended } = await slots.look();
    for (const episode of ended) waiting.set(episode.index, episode.finish());
    if (turns.length > 0) await slots.step(turns);
    for (let next = waiting.get(due); next; next = waiting.get(due)) {
      waiting.delete(due++);
      yield next;
    }
  }
}
