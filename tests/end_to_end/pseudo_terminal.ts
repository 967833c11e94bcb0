import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { VirtualTerminal } from "./virtual_terminal.ts";

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** What a command left on its terminal. */
export interface Session {
  /** Exit code. */
  readonly code: number;
  /** The screen at the end. */
  readonly screen: VirtualTerminal;
  /** All that the terminal was sent. */
  readonly sent: string;
}

/** A program of deno that runs in a pseudo-terminal, by util-linux's `script`. */
export class PseudoTerminal {
  static #opened = 0;
  readonly #process: Deno.ChildProcess;
  readonly #keys: WritableStreamDefaultWriter<Uint8Array>;
  readonly #screen: VirtualTerminal;
  readonly #note: string;
  readonly #output: Promise<void>;
  #sent = "";
  #changed = () => {};

  /**
   * Starts deno in a folder, on so many columns.
   *
   * @param redirect What a shell is told besides, such as `> file`.
   */
  constructor(columns: number, folder: string, args: readonly string[], redirect = "") {
    this.#note = join(folder, `terminal-${PseudoTerminal.#opened++}`);
    this.#screen = new VirtualTerminal(columns);
    const command = [Deno.execPath(), ...args].map(quoted).join(" ");
    const note = quoted(this.#note);
    const line = `stty cols ${columns} rows 24; echo "$$ $(tty)" >${note}.new; mv ${note}.new ${note}; exec`;
    try {
      this.#process = new Deno.Command("script", {
        args: ["--quiet", "--return", "--command", `${line} ${command} ${redirect}`, "/dev/null"],
        cwd: folder,
        env: { NO_COLOR: "1", SHELL: "/bin/sh", TERM: "xterm" },
        stdin: "piped",
        stdout: "piped",
        stderr: "inherit",
      }).spawn();
    } catch (error) {
      const remedy = 'expected the program "script" of util-linux; install it with apt-get install bsdutils';
      throw new Error(`Cannot open a pseudo-terminal: ${error}, ${remedy}`);
    }
    this.#keys = this.#process.stdin.getWriter();
    this.#output = this.#read();
  }

  async #read(): Promise<void> {
    for await (const text of this.#process.stdout.pipeThrough(new TextDecoderStream())) {
      this.#sent += text;
      this.#screen.write(text);
      this.#changed();
    }
  }

  /** Waits until something stands on the screen. */
  async sees(what: RegExp): Promise<void> {
    const seen = () => what.test(this.#screen.lines.join("\n"));
    const waiting = new Promise<void>((resolve) => {
      this.#changed = () => seen() && resolve();
      this.#changed();
    });
    await Promise.race([waiting, this.#output]);
    if (!seen()) throw new Error(`Cannot see ${what} on the screen:\n${this.#screen.lines.join("\n")}`);
  }

  /** Presses keys. */
  async press(keys: string): Promise<void> {
    await this.#keys.write(new TextEncoder().encode(keys));
  }

  /** Sends a signal to deno. */
  signal(name: Deno.Signal): void {
    Deno.kill(Number(this.#noted()[0]), name);
  }

  /** Makes the terminal so many columns wide; what stands on the screen stays. */
  async resize(columns: number): Promise<void> {
    const { success } = await new Deno.Command("stty", {
      args: ["-F", this.#noted()[1], "cols", String(columns)],
    }).output();
    if (!success) throw new Error(`Cannot make the terminal ${columns} columns wide`);
  }

  /** Process and name of the terminal. */
  #noted(): string[] {
    if (!existsSync(this.#note)) throw new Error("Cannot reach the terminal: its command has not begun");
    return readFileSync(this.#note, "utf8").trim().split(" ");
  }

  /** Waits for the end of the command. */
  async ended(): Promise<Session> {
    const { code } = await this.#process.status;
    await this.#output;
    await this.#keys.close().catch(() => {});
    return { code, screen: this.#screen, sent: this.#sent };
  }
}
