import { HostError, InputError } from "../../core/errors.ts";
import type { Json } from "../../core/types.ts";
import { type BrokerRequest, type BrokerSetup, End, Field, WAITING } from "./broker_memory.ts";
import { decodeMessage, encodeMessage, LARGEST, type Message, type Numbers, PREFIX } from "./message.ts";
import type { Request } from "./request.ts";
import type { SandboxCommand } from "./sandbox_command.ts";
// Started by its address: a cache for use without a network is to hold it.
import type {} from "./broker.ts";

/** Longest that a killed process may take to be gone, in milliseconds. */
const GONE = 2000;
/** Exit code with which V8 ends a process that is out of memory or has crashed (128 + SIGTRAP). */
const CRASHED = 133;

/** An answer from the sandbox. */
export interface Answer {
  /** JSON, not checked yet. */
  readonly head: Json;
  /** Numbers, not checked yet. */
  readonly arrays: readonly Numbers[];
}

/**
 * A process without permissions, asked from a thread that waits for the answer. Whatever the process does, a
 * question ends within its time: with an answer in the form of {@linkcode Message}, or with one sentence, after
 * which the process is dead and stays so.
 */
export class Channel {
  readonly #name: string;
  readonly #broker: Worker;
  readonly #fields: Int32Array<SharedArrayBuffer>;
  readonly #data: SharedArrayBuffer;
  readonly #onUnload = (): void => this.close();
  #sequence = 0;
  #dead: string | undefined;

  /** Starts the process. `name` is what messages call the plugin. */
  constructor(name: string, command: SandboxCommand) {
    this.#name = name;
    const control = new SharedArrayBuffer(Object.keys(Field).length * Int32Array.BYTES_PER_ELEMENT);
    this.#fields = new Int32Array(control);
    this.#data = new SharedArrayBuffer(2 ** 16, { maxByteLength: LARGEST });
    this.#broker = new Worker(new URL("./broker.ts", import.meta.url), { type: "module" });
    this.#broker.postMessage({ ...command, control, data: this.#data } satisfies BrokerSetup);
    addEventListener("unload", this.#onUnload);
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param action What is being done, for messages: `step env "maze"`.
   * @param deadline Milliseconds to wait.
   * @throws {InputError} when the plugin fails, hangs, crashes or breaks the protocol; {@linkcode HostError} when
   * its process cannot be started.
   */
  ask(action: string, request: Request, numbers: readonly Numbers[], deadline: number): Answer {
    if (this.#dead !== undefined) this.#refuse(action, this.#dead);
    const sequence = this.#sequence = (this.#sequence + 1) >>> 0;
    const question = encodeMessage({ sequence, head: asJson(request), arrays: numbers });
    if (question.length - PREFIX > LARGEST) {
      throw new InputError(
        `Cannot ${action}: a message of ${question.length} bytes for plugin ${this.#name}, expected at most ${LARGEST}`,
      );
    }
    Atomics.store(this.#fields, Field.answer, WAITING);
    this.#request({ kind: "ask", question });
    const outcome = Atomics.wait(this.#fields, Field.answer, WAITING, deadline);
    if (outcome === "timed-out") {
      this.#end(action, `gave no answer within ${deadline / 1000} s, expected one`);
    }
    const end = Atomics.load(this.#fields, Field.answer);
    if (end !== End.none) this.#failed(action, end);
    return this.#checked(action, sequence, this.#read(action));
  }

  /** Ends the process and waits until it is gone. */
  close(): void {
    removeEventListener("unload", this.#onUnload);
    this.#dead ??= "is closed, expected a plugin in use";
    this.#request({ kind: "kill" });
    Atomics.wait(this.#fields, Field.ended, 0, GONE);
    this.#broker.terminate();
  }

  #request(request: BrokerRequest): void {
    this.#broker.postMessage(request);
  }

  #read(action: string): Message {
    const bytes = new Uint8Array(this.#fields[Field.length]);
    bytes.set(new Uint8Array(this.#data, 0, bytes.length));
    try {
      return decodeMessage(bytes);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return this.#end(action, `sent bytes that are no message, expected an answer`);
    }
  }

  #checked(action: string, sequence: number, { sequence: found, head, arrays }: Message): Answer {
    if (found !== sequence) this.#end(action, "spoke without being asked, expected one answer a question");
    if (typeof head === "object" && head !== null && "error" in head) {
      // Whatever drives a terminal or hides in a line is taken out.
      const said = String(head.error).slice(0, 300).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");
      throw new InputError(
        `Cannot ${action}: untrusted plugin ${this.#name} failed with ${JSON.stringify(said)}`,
      );
    }
    return { head, arrays };
  }

  #failed(action: string, end: number): never {
    if (end === End.large) {
      const size = this.#fields[Field.length] >>> 0;
      this.#end(action, `sent a message of ${size} bytes, expected at most ${LARGEST}`);
    }
    if (end === End.unstarted) {
      this.#dead = "has no process";
      throw new HostError(
        `Cannot ${action}: no process could be started for untrusted plugin ${this.#name}, expected permission to run deno`,
      );
    }
    const code = this.#fields[Field.detail];
    const how = code === CRASHED
      ? "ran out of memory or crashed"
      : `ended its process with exit code ${code}`;
    this.#end(action, `${how}, expected an answer`);
  }

  #end(action: string, reason: string): never {
    this.#dead = reason;
    this.#request({ kind: "kill" });
    Atomics.wait(this.#fields, Field.ended, 0, GONE);
    return this.#refuse(action, reason);
  }

  #refuse(action: string, reason: string): never {
    throw new InputError(`Cannot ${action}: untrusted plugin ${this.#name} ${reason}`);
  }
}

/** A request is JSON throughout; the round trip says so to the compiler and drops absent members. */
function asJson(request: Request): Json {
  return JSON.parse(JSON.stringify(request));
}
