import type { Batches } from "../../core/data/batches.ts";
import { HostError } from "../../core/errors.ts";
import type { ActionSpace, Batch } from "../../core/types.ts";
import { Thread } from "../workers/thread.ts";
import type { BatchRequest, BatchResponse, BatchSource } from "./batch_request.ts";
// Started by its address: a cache for use without a network is to hold it.
import type {} from "./batch_worker.ts";

/** A space without what a plugin may have hung on it: functions do not go to another thread. */
function plain(space: ActionSpace): ActionSpace {
  return space.kind === "box"
    ? { kind: "box", low: [...space.low], high: [...space.high] }
    : { kind: "discrete", n: space.n };
}

/**
 * Batches made in a thread of its own, one ahead: while a step is computed, the next one's windows are read and cut.
 * They are the same as those made in this thread.
 */
export class BatchesAhead implements Batches, Disposable {
  readonly #steps: number;
  readonly #thread: Thread<BatchRequest, BatchResponse>;
  readonly #opened: Promise<BatchResponse>;
  #next: { readonly step: number; readonly batch: Promise<Batch> } | undefined;

  /**
   * Starts the thread.
   *
   * @param source What to cut from where.
   * @param steps Steps of the stage: nothing is made past them.
   */
  constructor(source: BatchSource, steps: number) {
    this.#steps = steps;
    this.#thread = new Thread(new URL("./batch_worker.ts", import.meta.url));
    const cut = { ...source.cut, actionSpace: plain(source.cut.actionSpace) };
    this.#opened = this.#thread.ask({ kind: "open", source: { ...source, cut } });
    // Told by the first batch, which waits for it.
    this.#opened.catch(() => {});
  }

  /** The batch of a step; the next one's is begun. Rejects with what went wrong in the thread, or with its end. */
  at(step: number): Promise<Batch> {
    const batch = this.#next?.step === step ? this.#next.batch : this.#ask(step);
    if (step + 1 < this.#steps && this.#next?.step !== step + 1) {
      this.#next = { step: step + 1, batch: this.#ask(step + 1) };
      // Told when the next step asks for it: a stage that ends before does not need it.
      this.#next.batch.catch(() => {});
    }
    return batch;
  }

  async #ask(step: number): Promise<Batch> {
    await this.#opened;
    const batch = await this.#thread.ask({ kind: "batch", step });
    if (batch) return batch;
    throw new HostError(`Cannot train: the worker gave no batch for step ${step}, expected one`);
  }

  /** Ends the thread. */
  [Symbol.dispose](): void {
    this.#thread.end();
  }
}
