import nodeConsole from "node:console";
import process from "node:process";

/** One of the two streams that a process prints to. */
export type PrintStream = "stdout" | "stderr";

/** Node's console, which writes to the streams that it is given; the types of Deno hide it. */
const StreamConsole: new (options: {
  readonly stdout: typeof process.stdout;
  readonly stderr: typeof process.stderr;
  readonly colorMode: boolean;
}) => object = Reflect.get(nodeConsole, "Console");

/** Both of them. */
export const PRINT_STREAMS: readonly PrintStream[] = ["stdout", "stderr"];

/**
 * From here on whatever code of this thread prints goes to `sink`, by whichever way it prints. Libraries may keep a
 * method of the console when they are loaded, so this comes before them. Other threads print by themselves.
 */
export function redirectPrinting(sink: (text: string, stream: PrintStream) => void): void {
  for (const stream of PRINT_STREAMS) {
    const decoder = new TextDecoder();
    const take = (chunk: string | Uint8Array): void =>
      sink(typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }), stream);
    const writeSync = (bytes: Uint8Array): number => {
      take(bytes);
      return bytes.length;
    };
    const write = (
      chunk: string | Uint8Array,
      encoding?: string | (() => void),
      done?: () => void,
    ): boolean => {
      take(chunk);
      const then = typeof encoding === "function" ? encoding : done;
      if (then) queueMicrotask(then);
      return true;
    };
    Object.assign(process[stream], { write });
    Object.assign(Deno[stream], {
      writeSync,
      write: (bytes: Uint8Array) => Promise.resolve(writeSync(bytes)),
    });
    Object.defineProperty(Deno[stream], "writable", { value: new WritableStream({ write: take }) });
  }
  const { stdout, stderr } = process;
  // The runtime's own console writes past all of the above.
  Object.assign(globalThis.console, new StreamConsole({ stdout, stderr, colorMode: false }));
}

/** Whole lines of a text that comes in pieces. */
export class LineBuffer {
  #begun = "";

  /** Whether a line is begun. */
  get isBegun(): boolean {
    return this.#begun !== "";
  }

  /** Takes a piece, and gives the lines that it ends. */
  take(piece: string): string {
    const text = this.#begun + piece;
    const end = text.lastIndexOf("\n") + 1;
    this.#begun = text.slice(end);
    return text.slice(0, end);
  }

  /** Gives the line that is begun, as if it ended here; nothing where there is none. */
  end(): string {
    return this.isBegun ? this.take("\n") : "";
  }
}
