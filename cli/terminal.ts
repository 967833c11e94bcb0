/**
 * What the command line prints: lines on stdout, progress on stderr, one object on stdout with `--json`.
 *
 * @module
 */

import type { Progress } from "../host/progress.ts";
import { barLine, type BarState } from "./bar_line.ts";
import { output } from "./output.ts";

/** How far a phase was at some time. */
export interface Milestone {
  /** Units done. */
  readonly done: number;
  /** When, milliseconds. */
  readonly at: number;
}

/**
 * Seconds that the rest takes at the pace since the first milestone, which need not be the start: a phase that goes on
 * where it was left has not taken this long for all that is done. Undefined before there is a pace.
 */
export function timeLeft(first: Milestone, last: Milestone, total: number): number | undefined {
  const done = last.done - first.done;
  return done > 0 ? (last.at - first.at) / done * (total - last.done) / 1000 : undefined;
}

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
  #state: BarState = { name: "", done: 0, total: 0, what: "" };
  #phaseStarted = 0;
  #lastLine = 0;
  #first: Milestone | undefined;

  /** Decides by what stderr is: a bar on a terminal, plain lines elsewhere. */
  constructor(options: TerminalOptions) {
    this.#options = options;
    if (options.json || options.quiet) output.keepStdout();
  }

  /** A phase begins. */
  phase(name: string): void {
    output.endBar();
    this.#state = { name, done: 0, total: 0, what: "" };
    this.#phaseStarted = performance.now();
    this.#lastLine = this.#phaseStarted;
    this.#first = undefined;
    if (this.#options.quiet) return;
    if (output.hasBars) output.beginBar((columns) => barLine(this.#state, columns));
    else output.say(`${name} …`);
  }

  /** `done` of `total` units. */
  at(done: number, total: number, what: string): void {
    if (this.#options.quiet) return;
    const now = performance.now();
    this.#first ??= { done, at: now };
    const left = timeLeft(this.#first, { done, at: now }, total);
    this.#state = { ...this.#state, done, total, what: what || this.#state.what, left };
    if (output.hasBars) {
      output.changeBar();
      return;
    }
    const finished = done >= total;
    if (!finished && (what === "" || now - this.#lastLine < LINE_EVERY_MS)) return;
    this.#lastLine = now;
    const seconds = (now - this.#phaseStarted) / 1000;
    const rest = left === undefined ? "" : `, about ${left.toFixed(0)} s left`;
    const time = finished ? `, ${seconds.toFixed(1)} s` : rest;
    const percent = (100 * done / total).toFixed(0);
    output.say(`${this.#state.name}: ${percent} %${time}${what ? `, ${what}` : ""}`);
  }

  /** A line worth keeping. */
  say(line: string): void {
    if (!this.#options.quiet) output.say(line, "stdout");
  }

  /** The result: `text` for people, `value` with `--json`. */
  result(value: object, text: string): void {
    output.result(this.#options.json ? JSON.stringify(value) : text);
  }
}
