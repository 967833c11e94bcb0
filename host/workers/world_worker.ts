/**
 * A worker with some worlds of a task. It keeps the orders' order and answers each once.
 *
 * @module
 */
import builtin from "../../builtin.ts";
import { inProcess } from "../../core/env/env_batch.ts";
import { makeEnv } from "../../core/env/make_env.ts";
import { InputError } from "../../core/errors.ts";
import { Registry } from "../../core/registry.ts";
import type { Env, EnvBatch, Snapshot } from "../../core/types.ts";
import { loadPlugins } from "../task/load_plugins.ts";
import { closeWalls } from "../wall/open_wall.ts";
import type { Given, Opened, Order, WorldSource } from "./orders.ts";
import { type SlotMemory, slotView } from "./slot_memory.ts";
import { failure, type Reply } from "./thread.ts";

/** Numbers of a length that cannot change, into memory of that length. */
function copy(from: ArrayLike<number>, into: Float64Array | Float32Array | Uint8Array, what: string): void {
  if (from.length !== into.length) {
    throw new InputError(`Cannot look: ${what} has ${from.length} numbers, expected ${into.length}`);
  }
  into.set(from);
}

/** The worlds of one worker. */
class Worlds {
  readonly #batch: EnvBatch;
  #views: readonly Snapshot[] = [];

  private constructor(batch: EnvBatch, readonly opened: Opened) {
    this.#batch = batch;
  }

  static async open({ env, plugins, base }: WorldSource, slots: number): Promise<Worlds> {
    const registry = new Registry([builtin, ...await loadPlugins(plugins, new URL(base))]);
    const make = (): Env => makeEnv(registry, env);
    const first = make();
    first.reset({ seed: 0 });
    const stateSize = first.getState().length;
    first.close?.();
    const batch = inProcess(make, slots);
    const { spec, criterion } = batch;
    return new Worlds(batch, { spec, criterion, stateSize });
  }

  share(memory: SlotMemory): void {
    this.#views = Array.from(
      { length: this.#batch.size },
      (_, slot) => slotView(this.opened.spec, memory, slot),
    );
  }

  async close(): Promise<void> {
    await this.#batch.close();
  }

  async answer(order: Exclude<Order, { kind: "open" | "share" | "close" }>) {
    switch (order.kind) {
      case "start":
        return await this.#batch.start(order.starts).then(() => undefined);
      case "step":
        return await this.#batch.step(order.actions);
      case "look":
        return await this.#look(order.which, order.streams);
      case "judge":
        return await this.#batch.judge(order.goals);
    }
  }

  async #look(which: readonly boolean[], streams: readonly string[]): Promise<undefined> {
    const snapshots = await this.#batch.look(which, streams);
    for (const [slot, snapshot] of snapshots.entries()) {
      if (!snapshot) continue;
      const view = this.#views[slot];
      for (const stream of streams) {
        copy(snapshot.observations[stream], view.observations[stream], `"${stream}"`);
      }
      copy(snapshot.variables, view.variables, "the list of variables");
      copy(snapshot.state, view.state, "the state");
    }
  }
}

let worlds: Worlds | undefined;

async function answer(order: Order): Promise<Reply<Given>> {
  try {
    if (order.kind === "open") {
      worlds = await Worlds.open(order.source, order.slots);
      return { ok: worlds.opened };
    }
    if (order.kind === "close") {
      try {
        await worlds?.close();
      } finally {
        closeWalls();
      }
      return { ok: undefined };
    }
    if (!worlds) throw new InputError(`Cannot ${order.kind}: no world is open, expected "open" first`);
    if (order.kind !== "share") return { ok: await worlds.answer(order) };
    worlds.share(order.memory);
    return { ok: undefined };
  } catch (error) {
    return failure(error);
  }
}

let last: Promise<void> = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<Order>) => {
  last = last.then(async () => self.postMessage(await answer(data)));
};
