import { setImmediate } from "node:timers";
import type { EnvBatch } from "../core/types.ts";

/** Lets timers and signals in; long work on the CPU would otherwise never hear of an interrupt. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The same worlds, with one turn of the event loop before each step. */
export function interruptible(batch: EnvBatch): EnvBatch {
  return {
    size: batch.size,
    spec: batch.spec,
    criterion: batch.criterion,
    start: (starts) => batch.start(starts),
    step: async (actions) => {
      await nextTurn();
      return await batch.step(actions);
    },
    look: (which, streams) => batch.look(which, streams),
    judge: (goals) => batch.judge(goals),
    close: () => batch.close(),
  };
}
