/**
 * What the command line prints: lines on stdout, progress on stderr, one object on stdout with `--json`.
 *
 * @module
 */
import { stderr } from "node:process";
import { Presets, SingleBar } from "cli-progress";
import type { Progress } from "../host/progress.ts";
import { type Milestone, timeLeft } from "./time_left.ts";

/** Plain progress lines come at most this often. */
const LINE_EVERY_MS = 15_000;

/** How much is printed. */
export interface TerminalOptions {
  /** Only the result. */
  readonly quiet: boolean;
  /** The result as one JSON object; nothing else on stdout. */
  readonly json: boolean;
}

/** Prints for people or for programs. */
export class Terminal implements Progress {
  readonly #options: TerminalOptions;
  #bar: SingleBar | undefined;
  #phase = "";
  #phaseStarted = 0;
  #lastLine = 0;
  #first: Milestone | undefined;

  /** Decides by what stderr is: a bar on a terminal, plain lines elsewhere. */
  constructor(options: TerminalOptions) {
    this.#options = options;
  }

  /** A phase begins. */
  phase(name: string): void {
    this.#endBar();
    this.#phase = name;
    this.#phaseStarted = performance.now();
    this.#lastLine = this.#phaseStarted;
    this.#first = undefined;
    if (this.#options.quiet) return;
    if (!stderr.isTTY) {
      console.error(`${name} …`);
      return;
    }
    this.#bar = new SingleBar({
      format: `${name.padEnd(18)} {bar} {percentage}% | {value}/{total} | {eta_formatted} left | {what}`,
      hideCursor: false,
      clearOnComplete: false,
      stream: stderr,
      noTTYOutput: false,
      etaBuffer: 50,
    }, Presets.shades_classic);
    this.#bar.start(1, 0, { what: "" });
  }

  /** `done` of `total` units. */
  at(done: number, total: number, what: string): void {
    if (this.#options.quiet) return;
    if (this.#bar) {
      this.#bar.setTotal(total);
      this.#bar.update(done, what ? { what: what.slice(0, 70) } : {});
      return;
    }
    const now = performance.now();
    this.#first ??= { done, at: now };
    const finished = done >= total;
    if (!finished && (what === "" || now - this.#lastLine < LINE_EVERY_MS)) return;
    this.#lastLine = now;
    const seconds = (now - this.#phaseStarted) / 1000;
    const left = timeLeft(this.#first, { done, at: now }, total);
    const rest = left === undefined ? "" : `, about ${left.toFixed(0)} s left`;
    const time = finished ? `, ${seconds.toFixed(1)} s` : rest;
    console.error(`${this.#phase}: ${(100 * done / total).toFixed(0)} %${time}${what ? `, ${what}` : ""}`);
  }

  /** A line worth keeping. */
  say(line: string): void {
    if (this.#options.quiet) return;
    this.#endBar();
    if (this.#options.json) console.error(line);
    else console.log(line);
  }

  /** The result: `text` for people, `value` with `--json`. */
  result(value: object, text: string): void {
    this.#endBar();
    console.log(this.#options.json ? JSON.stringify(value) : text);
  }

  #endBar(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}
