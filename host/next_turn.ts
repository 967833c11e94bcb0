import { setImmediate } from "node:timers";
import type { EnvBatch } from "../core/types.ts";

/** How long work may go on before signals are looked for, in ms: each look takes four or five. */
const LOOK_EVERY_MS = 100;
/** How long it may go on before messages of other threads are let in, in ms. */
const TURN_EVERY_MS = 1;

let looked = 0;
let turned = 0;

/** Lets timers and signals in; long work on the CPU would otherwise never hear of an interrupt. */
export async function nextTurn(): Promise<void> {
  const now = performance.now();
  if (now - turned < TURN_EVERY_MS) return;
  if (now - looked < LOOK_EVERY_MS) {
    await new Promise((resolve) => setImmediate(resolve));
    turned = performance.now();
    return;
  }
  // A runtime that is never idle looks for signals every few dozen turns only, so it is made to wait; what it then
  // finds is told of in the turn after.
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  turned = looked = performance.now();
}

/** The same worlds, with turns of the event loop between their steps. */
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
