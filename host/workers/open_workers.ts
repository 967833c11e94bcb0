import { InputError } from "../../core/errors.ts";
import type { EnvBatch, Judgement, Snapshot, StepResult } from "../../core/types.ts";
import type { BySlot, Given, Opened, Order, WorldSource } from "./orders.ts";
import { slotMemory, slotView } from "./slot_memory.ts";
import { Thread } from "./thread.ts";
// Started by its address: a cache for use without a network is to hold it.
import type {} from "./world_worker.ts";

/** One worker and the slots that it has. */
interface Share {
  readonly thread: Thread<Order, Given>;
  readonly slots: readonly number[];
}

function whole(value: number, what: string): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new InputError(`Cannot open worlds: ${what} is ${value}, expected a whole number from 1`);
}

function pick<V>(values: readonly V[], slots: readonly number[]): V[] {
  return slots.map((slot) => values[slot]);
}

/** The worlds of some workers as one batch. */
class Workers implements EnvBatch {
  readonly size: number;
  readonly spec: EnvBatch["spec"];
  readonly criterion: string | undefined;
  readonly #shares: readonly Share[];
  readonly #views: readonly Snapshot[];

  constructor(
    size: number,
    { spec, criterion }: Opened,
    shares: readonly Share[],
    views: readonly Snapshot[],
  ) {
    this.size = size;
    this.spec = spec;
    this.criterion = criterion;
    this.#shares = shares;
    this.#views = views;
  }

  async start(starts: Parameters<EnvBatch["start"]>[0]): Promise<void> {
    await this.#all(
      "start",
      starts,
      ({ thread, slots }) => thread.ask({ kind: "start", starts: pick(starts, slots) }),
    );
  }

  async step(actions: Parameters<EnvBatch["step"]>[0]): Promise<BySlot<StepResult>> {
    return await this.#all(
      "step",
      actions,
      async ({ thread, slots }) =>
        await thread.ask({ kind: "step", actions: pick(actions, slots) }) as BySlot<StepResult>,
    );
  }

  async look(which: readonly boolean[], streams: readonly string[]): Promise<BySlot<Snapshot>> {
    await this.#all(
      "look",
      which,
      ({ thread, slots }) => thread.ask({ kind: "look", which: pick(which, slots), streams }),
    );
    return which.map((wanted, slot) => {
      if (!wanted) return undefined;
      const { observations, variables, state } = this.#views[slot];
      const seen = streams.map((stream) => [stream, observations[stream]]);
      return { observations: Object.fromEntries(seen), variables, state };
    });
  }

  async judge(goals: Parameters<EnvBatch["judge"]>[0]): Promise<BySlot<Judgement>> {
    return await this.#all(
      "judge",
      goals,
      async ({ thread, slots }) =>
        await thread.ask({ kind: "judge", goals: pick(goals, slots) }) as BySlot<Judgement>,
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.#shares.map(({ thread }) => thread.close({ kind: "close" })));
  }

  /** Asks all workers that have something to do, and puts their answers in the order of the slots. */
  async #all<R>(
    what: string,
    values: readonly unknown[],
    ask: (share: Share) => Promise<BySlot<R> | unknown>,
  ): Promise<(R | undefined)[]> {
    if (values.length !== this.size) {
      throw new InputError(
        `Cannot ${what}: ${values.length} entries, expected one for each of ${this.size} slots`,
      );
    }
    const results = new Array<R | undefined>(this.size).fill(undefined);
    const busy = this.#shares.filter(({ slots }) => slots.some((slot) => values[slot]));
    await Promise.all(busy.map(async (share) => {
      const given = await ask(share);
      if (Array.isArray(given)) share.slots.forEach((slot, i) => results[slot] = given[i]);
    }));
    return results;
  }
}

async function openShares(source: WorldSource, shares: readonly Share[], size: number): Promise<EnvBatch> {
  const [opened] = await Promise.all(
    shares.map(async ({ thread, slots }) =>
      await thread.ask({ kind: "open", source, slots: slots.length }) as Opened
    ),
  );
  const views = new Array<Snapshot>(size);
  await Promise.all(shares.map(async ({ thread, slots }) => {
    const memory = slotMemory(opened.spec, opened.stateSize, slots.length);
    slots.forEach((slot, i) => views[slot] = slotView(opened.spec, memory, i));
    await thread.ask({ kind: "share", memory });
  }));
  return new Workers(size, opened, shares, views);
}

/**
 * Worlds of a task in worker threads, as one batch: slot s lives in worker s mod `workers`. What a slot does depends
 * on its own starts and actions only, so that everything comes out as in one thread. Observations, variables and
 * states are arrays over shared memory, and hold until the slot is looked at again.
 *
 * @param size Number of slots.
 * @param workers Number of threads; no more than slots are started.
 * @throws {InputError} when size or workers is not a whole number from 1, or the world cannot be made.
 */
export async function openWorkers(source: WorldSource, size: number, workers: number): Promise<EnvBatch> {
  whole(size, "size");
  whole(workers, "the number of workers");
  const count = Math.min(size, workers);
  const shares = Array.from({ length: count }, (_, worker): Share => ({
    thread: new Thread(new URL("./world_worker.ts", import.meta.url)),
    slots: Array.from({ length: size }, (_, slot) => slot).filter((slot) => slot % count === worker),
  }));
  try {
    return await openShares(source, shares, size);
  } catch (error) {
    await Promise.allSettled(shares.map(({ thread }) => thread.close({ kind: "close" })));
    throw error;
  }
}
