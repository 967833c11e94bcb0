import process from "node:process";
import { HostError, InputError } from "../../core/errors.ts";
import { LineBuffer, PRINT_STREAMS, type PrintStream } from "../printing.ts";

/** What a worker answers, once a request: what it asks for, or what went wrong. */
export type Reply<Response> =
  | { readonly ok: Response }
  | { readonly error: { readonly name: string; readonly message: string } };

/** What a worker tells unasked: what its code prints, or the error that ends it. */
export type Notice =
  | { readonly printed: string; readonly stream: PrintStream }
  | { readonly ended: string };

interface Waiting<Response> {
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
}

/** The error of the other thread; classes do not cross, their names do. */
function revived({ name, message }: { readonly name: string; readonly message: string }): Error {
  if (name === "InputError") return new InputError(message);
  if (name === "HostError") return new HostError(message);
  return Object.assign(new Error(message), { name });
}

/** What goes wrong in a worker, as a reply. */
export function failure(error: unknown): Reply<never> {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { error: { name, message } };
}

/** A worker as functions that return promises; a worker that dies rejects them all. */
export class Thread<Request, Response> {
  readonly #worker: Worker;
  readonly #waiting: Waiting<Response>[] = [];
  /** What is printed there appears here by whole lines: those of several workers do not mix. */
  readonly #printed = { stdout: new LineBuffer(), stderr: new LineBuffer() };
  #dead: HostError | undefined;

  /** Starts the worker: a module that answers requests in their order. */
  constructor(module: URL) {
    this.#worker = new Worker(module, { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<Reply<Response> | Notice>) => {
      if ("printed" in data) process[data.stream].write(this.#printed[data.stream].take(data.printed));
      else if ("ended" in data) this.#die(data.ended);
      else if ("ok" in data) this.#waiting.shift()?.resolve(data.ok);
      else this.#waiting.shift()?.reject(revived(data.error));
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#die(event.message);
    };
  }

  #die(message: string): void {
    this.#dead = new HostError(
      `Cannot go on with a worker: it ended with ${JSON.stringify(message)}, expected it to stay`,
    );
    for (const { reject } of this.#waiting.splice(0)) reject(this.#dead);
  }

  /** Sends a request, and gives its answer later. */
  ask(request: Request): Promise<Response> {
    if (this.#dead) return Promise.reject(this.#dead);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  /** Ends the worker, after the answer to a last request if there is one. */
  async close(last: Request): Promise<void> {
    try {
      if (!this.#dead) await this.ask(last);
    } finally {
      this.end();
    }
  }

  /** Ends the worker at once; what it has not answered stays unanswered. */
  end(): void {
    this.#worker.terminate();
    for (const stream of PRINT_STREAMS) process[stream].write(this.#printed[stream].end());
  }
}
