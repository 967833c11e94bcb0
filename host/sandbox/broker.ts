/**
 * The worker between a thread that waits and the process in the sandbox: it hands questions over, and answers back
 * through shared memory. It never looks into a message.
 *
 * @module
 */
import { LARGEST, PREFIX } from "./message.ts";
import { type BrokerRequest, type BrokerSetup, End, Field } from "./broker_memory.ts";

/** Thrown inside when the process can give no answer. */
class NoAnswer extends Error {
  constructor(readonly end: End, readonly detail: number) {
    super();
  }
}

/** Reads whole messages from a stream, and never more than it is asked to. */
class Frames {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
  }

  async #take(target: Uint8Array): Promise<void> {
    for (let at = 0; at < target.length;) {
      if (this.#rest.length === 0) {
        const { value } = await this.#reader.read();
        if (value === undefined) throw new NoAnswer(End.exited, 0);
        this.#rest = value;
      }
      const part = this.#rest.subarray(0, target.length - at);
      target.set(part, at);
      at += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
  }

  /** One message, written to the place that `room` gives for its length. */
  async read(room: (length: number) => Uint8Array): Promise<number> {
    const prefix = new Uint8Array(PREFIX);
    await this.#take(prefix);
    const length = new DataView(prefix.buffer).getUint32(0, true);
    if (length > LARGEST) throw new NoAnswer(End.large, length);
    await this.#take(room(length));
    return length;
  }
}

function serve(
  { command, args, env, control, data }: BrokerSetup,
): (request: BrokerRequest) => Promise<void> {
  const fields = new Int32Array(control);
  const tell = (field: Field, value: number): void => {
    Atomics.store(fields, field, value);
    Atomics.notify(fields, field);
  };
  const child = new Deno.Command(command, {
    args: [...args],
    clearEnv: true,
    env: { ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  const frames = new Frames(child.stdout);
  const room = (length: number): Uint8Array => {
    if (data.byteLength < length) data.grow(length);
    return new Uint8Array(data, 0, length);
  };

  async function kill(): Promise<void> {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    const { code } = await child.status;
    fields[Field.detail] = code;
    tell(Field.ended, 1);
  }

  async function answer(question: Uint8Array): Promise<void> {
    try {
      // A process that is gone refuses the question; how it ended is read from its output.
      writer.write(question).catch(() => {});
      fields[Field.length] = await frames.read(room);
      tell(Field.answer, End.none);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      fields[Field.length] = error.detail;
      if (error.end === End.exited) fields[Field.detail] = (await child.status).code;
      tell(Field.answer, error.end);
    }
  }
  return (request) => request.kind === "kill" ? kill() : answer(request.question);
}

let handle: ((request: BrokerRequest) => Promise<void>) | undefined;

self.onmessage = ({ data }: MessageEvent<BrokerSetup | BrokerRequest>) => {
  if ("command" in data) {
    try {
      handle = serve(data);
    } catch {
      const fields = new Int32Array(data.control);
      handle = () => {
        Atomics.store(fields, Field.ended, 1);
        Atomics.store(fields, Field.answer, End.unstarted);
        Atomics.notify(fields, Field.ended);
        Atomics.notify(fields, Field.answer);
        return Promise.resolve();
      };
    }
  } else handle?.(data);
};
