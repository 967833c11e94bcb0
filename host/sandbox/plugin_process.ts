import type { z } from "zod";
import { InputError } from "../../core/errors.ts";
import { excerpt } from "../../core/task/explain.ts";
import type { Json } from "../../core/types.ts";
import { Channel } from "./channel.ts";
import type { Numbers } from "./message.ts";
import type { Request } from "./request.ts";
import type { SandboxCommand } from "./sandbox_command.ts";

/** How long the process may take, in milliseconds. */
export interface Deadlines {
  /** For starting and loading the plugin, default 30 000. */
  readonly load?: number;
  /** For any other answer, default 10 000. */
  readonly answer?: number;
}

/** What an answer must be like. */
export interface Expected<T> {
  /** Its JSON. */
  readonly form: z.ZodType<T>;
  /** The type and number of each array beside it; undefined stands for any number. */
  readonly arrays: readonly (readonly [type: NumbersType, length: number | undefined])[];
}

/** What arrays are made of. */
export type NumbersType = "uint8" | "float32" | "float64";

/** An answer in the form that was expected. */
export interface CheckedAnswer<T> {
  /** Its JSON. */
  readonly head: T;
  /** The arrays beside it. */
  readonly arrays: readonly Numbers[];
}

function typeOf(array: Numbers): NumbersType {
  if (array instanceof Uint8Array) return "uint8";
  return array instanceof Float32Array ? "float32" : "float64";
}

/** A plugin in a process of its own, and the checks of all that it answers. */
export class PluginProcess {
  /** What messages call the plugin. */
  readonly name: string;
  readonly #channel: Channel;
  readonly #deadlines: Required<Deadlines>;
  #made = 0;
  readonly #closed: number[] = [];

  /** Starts the process. */
  constructor(specifier: string, command: SandboxCommand, deadlines: Deadlines = {}) {
    this.name = excerpt(specifier);
    this.#deadlines = { load: 30_000, answer: 10_000, ...deadlines };
    this.#channel = new Channel(this.name, command);
  }

  /** A number for a world or policy that is made. */
  number(): number {
    return this.#made++;
  }

  /** Notes that a world is closed; the process hears of it when it makes the next one. */
  closed(number: number): void {
    this.#closed.push(number);
  }

  /** The worlds that were closed since this was asked last. */
  takeClosed(): readonly number[] {
    return this.#closed.splice(0);
  }

  /** What the module exports by default, as JSON and unchecked. */
  load(): Json {
    const action = `load plugin ${this.name}`;
    return this.#channel.ask(action, { ask: "plugin" }, [], this.#deadlines.load).head;
  }

  /** Asks, and refuses an answer that is not as expected. Throws {@linkcode InputError}. */
  ask<T>(
    action: string,
    request: Request,
    numbers: readonly Numbers[],
    expected: Expected<T>,
  ): CheckedAnswer<T> {
    const { head, arrays } = this.#channel.ask(action, request, numbers, this.#deadlines.answer);
    const result = expected.form.safeParse(head);
    if (!result.success) {
      const path = result.error.issues[0].path.join(".");
      this.#refuse(action, `gave an answer whose ${path || "form"} is wrong`, "what the interface says");
    }
    if (arrays.length !== expected.arrays.length) {
      this.#refuse(action, `gave ${arrays.length} arrays`, `${expected.arrays.length}`);
    }
    for (const [i, [type, length]] of expected.arrays.entries()) {
      const found = arrays[i];
      if (typeOf(found) !== type || (length !== undefined && found.length !== length)) {
        const wanted = length === undefined ? type : `${length} of ${type}`;
        this.#refuse(action, `gave ${found.length} numbers of ${typeOf(found)}`, wanted);
      }
    }
    return { head: result.data, arrays };
  }

  /** Refuses numbers that are not finite. */
  finite(action: string, numbers: Numbers): void {
    const bad = numbers.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) this.#refuse(action, `gave ${numbers[bad]} at position ${bad}`, "a finite number");
  }

  /** Ends the process. */
  close(): void {
    this.#channel.close();
  }

  #refuse(action: string, found: string, expected: string): never {
    throw new InputError(`Cannot ${action}: untrusted plugin ${this.name} ${found}, expected ${expected}`);
  }
}
