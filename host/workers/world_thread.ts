import { HostError, InputError } from "../../core/errors.ts";
import type { Order, Reply } from "./orders.ts";

type Given = Extract<Reply, { readonly ok: unknown }>["ok"];

interface Waiting {
  readonly resolve: (given: Given) => void;
  readonly reject: (error: Error) => void;
}

/** The error of the other thread; classes do not cross, their names do. */
function revived({ name, message }: { readonly name: string; readonly message: string }): Error {
  if (name === "InputError") return new InputError(message);
  if (name === "HostError") return new HostError(message);
  return Object.assign(new Error(message), { name });
}

/** A worker as functions that return promises; a worker that dies rejects them all. */
export class WorldThread {
  readonly #worker = new Worker(new URL("./world_worker.ts", import.meta.url), { type: "module" });
  readonly #waiting: Waiting[] = [];
  #dead: HostError | undefined;

  /** Starts the worker. */
  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const waiting = this.#waiting.shift();
      if ("ok" in data) waiting?.resolve(data.ok);
      else waiting?.reject(revived(data.error));
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#dead = new HostError(
        `Cannot go on with a worker: it ended with ${JSON.stringify(event.message)}, expected it to stay`,
      );
      for (const { reject } of this.#waiting.splice(0)) reject(this.#dead);
    };
  }

  /** Gives an order, and its answer later. */
  ask(order: Order): Promise<Given> {
    if (this.#dead) return Promise.reject(this.#dead);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(order);
    });
  }

  /** Ends the worlds and the worker. */
  async close(): Promise<void> {
    try {
      if (!this.#dead) await this.ask({ kind: "close" });
    } finally {
      this.#worker.terminate();
    }
  }
}
