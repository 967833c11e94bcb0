/**
 * The two streams of this process, and the bar that may stand below all that is printed.
 *
 * @module
 */
import { HostError } from "../core/errors.ts";
import { LineBuffer, PRINT_STREAMS, type PrintStream } from "../host/printing.ts";

/** To the start of the line, and what stood there away. */
const ERASE = "\r\x1b[K";
/** A bar that changes is drawn this often at most. */
const DRAW_EVERY_MS = 100;
/** One that does not is drawn again: the runtime wipes the line when it loads a module, terminals change their width. */
const RENEW_EVERY_MS = 1000;
/** Columns of a terminal that does not tell them. */
const COLUMNS = 80;

/** Bytes that a pipe takes as a whole or not at all, on every system. */
const PIECE = 512;

const encoder = new TextEncoder();

// Taken before what else prints is redirected to this file.
const writers = {
  stdout: Deno.stdout.writeSync.bind(Deno.stdout),
  stderr: Deno.stderr.writeSync.bind(Deno.stderr),
};

/** Writes all of it, or throws. */
function write(stream: PrintStream, text: string): void {
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writers[stream](bytes.subarray(at, at + PIECE));
    } catch (error) {
      if (!(error instanceof Deno.errors.WouldBlock)) throw error;
      // Somebody has set the pipe so that it does not wait for its reader.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Writes if that can be: work goes on where nobody can hear of it, and only a result must be heard. */
function tell(stream: PrintStream, text: string): void {
  try {
    write(stream, text);
  } catch { /* There is no other place to tell it. */ }
}

function columns(): number {
  try {
    return Deno.consoleSize().columns || COLUMNS;
  } catch {
    return COLUMNS;
  }
}

/**
 * Prints for everybody in this process. On a terminal a bar may stand in the last line: what is printed then stands
 * above it, whole and on lines of its own. The terminal is never set up in another way than it was found in, so that
 * however the process ends there is nothing to set back.
 */
class Output {
  readonly #onTerminal = { stdout: Deno.stdout.isTerminal(), stderr: Deno.stderr.isTerminal() };
  #resultOnly = false;
  #bar: ((columns: number) => string) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawn = 0;
  /** Lines that others began while there is a bar: they are printed when they end. */
  readonly #begun = { stdout: new LineBuffer(), stderr: new LineBuffer() };
  /** Whether others began a line on the terminal. */
  #midLine = false;

  /** Whether bars are drawn. */
  get hasBars(): boolean {
    return this.#onTerminal.stderr;
  }

  /** Keeps stdout for the result: all else goes to stderr from here on. */
  keepStdout(): void {
    this.#resultOnly = true;
  }

  /** Prints what somebody wrote. */
  print(text: string, asked: PrintStream): void {
    const stream = this.#streamFor(asked);
    if (this.#bar && this.#onTerminal[stream]) {
      this.#printAbove(stream, this.#begun[asked].take(text));
      return;
    }
    tell(stream, text);
    if (this.#onTerminal[stream] && text !== "") this.#midLine = !text.endsWith("\n");
  }

  /** Prints lines of our own: neither what others began nor what the terminal shows of keys stands before them. */
  say(lines: string, asked: PrintStream = "stderr"): void {
    const stream = this.#streamFor(asked);
    if (this.#bar && this.#onTerminal[stream]) {
      this.#printAbove(stream, `${lines}\n`);
      return;
    }
    if (this.#onTerminal[stream]) tell(stream, this.#midLine ? "\n" : ERASE);
    this.print(`${lines}\n`, stream);
  }

  /** Prints the result. Throws {@linkcode HostError} when that cannot be. */
  result(text: string): void {
    this.endBar();
    if (this.#midLine && this.#onTerminal.stdout) this.print("\n", "stdout");
    try {
      write("stdout", `${text}\n`);
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      throw new HostError(
        `Cannot print the result: standard output gave "${found}", expected it to take all of it; what was done before is kept`,
        { cause: error },
      );
    }
  }

  /** A bar begins where there is none: `line` gives it for so many columns. */
  beginBar(line: (columns: number) => string): void {
    if (this.#midLine) this.print("\n", "stderr");
    this.#bar = line;
    this.#draw();
  }

  /** The bar has changed. */
  changeBar(): void {
    if (!this.#bar) return;
    const wait = this.#drawn + DRAW_EVERY_MS - performance.now();
    if (wait <= 0) this.#draw();
    else this.#drawIn(wait);
  }

  /** Leaves the bar as it is now, and goes on below it. */
  endBar(): void {
    if (!this.#bar) return;
    this.#draw();
    clearTimeout(this.#timer);
    tell("stderr", "\n");
    this.#bar = undefined;
    for (const stream of PRINT_STREAMS) this.print(this.#begun[stream].end(), stream);
  }

  #streamFor(asked: PrintStream): PrintStream {
    return this.#resultOnly ? "stderr" : asked;
  }

  #printAbove(stream: PrintStream, lines: string): void {
    if (lines === "") return;
    tell("stderr", ERASE);
    tell(stream, lines);
    this.#draw();
  }

  #draw(): void {
    if (!this.#bar) return;
    this.#drawn = performance.now();
    tell("stderr", `\r${this.#bar(columns())}\x1b[K`);
    this.#drawIn(RENEW_EVERY_MS);
  }

  #drawIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#draw(), milliseconds);
    // Work that waits for ever must not seem to go on.
    Deno.unrefTimer(this.#timer);
  }
}

/** The one output of this process. */
export const output: Output = new Output();
