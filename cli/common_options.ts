import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { suggestion } from "../core/nearest.ts";
import type { BackendChoice } from "../host/backends/backend_report.ts";
import { outFolder } from "../host/out_folder.ts";

/** Backends that can be asked for. */
const BACKENDS: readonly BackendChoice[] = ["auto", "webgpu", "wasm", "reference"];

/** Threads of either kind: more have nothing to do, or wait for memory. */
const MOST_THREADS = 8;

function parseBackend(text: string): BackendChoice {
  const found = BACKENDS.find((name) => name === text);
  if (!found) throw new InvalidArgumentError(`there is no backend "${text}", ${suggestion(text, BACKENDS)}`);
  return found;
}

/** A seed from the command line. */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed)) {
    throw new InvalidArgumentError(`"${text}" is no seed, expected a whole number from 0`);
  }
  return seed;
}

function numberOf(what: string): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (/^\d+$/.test(text) && count >= 1 && count <= MOST_THREADS) return count;
    throw new InvalidArgumentError(`"${text}" is no number of ${what}, expected 1 to ${MOST_THREADS}`);
  };
}

/** The option of how many threads collect. */
export function workersOption() {
  return new Option(
    "--workers <n>",
    "threads that collect, at most 8; the data is the same; by default one a core, at most 4",
  )
    .argParser(numberOf("workers"));
}

function outOption() {
  return new Option("--out <dir>", "folder for runs and data").default("runs").argParser(outFolder);
}

function backendOption() {
  return new Option("--backend <name>", `where to compute: ${BACKENDS.join(", ")}`)
    .default<BackendChoice>("auto").argParser(parseBackend);
}

function threadsOption() {
  return new Option("--threads <n>", "threads that compute on wasm; by default one a core, at most 8")
    .argParser(numberOf("threads"));
}

/** Options of printing. */
export function withPrinting(command: Command) {
  return command
    .option("--json", "print the result as one JSON object", false)
    .option("--quiet", "print nothing but the result", false);
}

/** Options of printing, and where everything is written. */
export function withOut(command: Command) {
  return withPrinting(command).addOption(outOption());
}

/** Options of printing, and of where to compute. */
export function withBackend(command: Command) {
  return withPrinting(command)
    .addOption(backendOption())
    .option("--no-blas", "without the native BLAS: slower, and the same but for rounding")
    .addOption(threadsOption());
}

/** Options of what works on runs: printing, where to compute, where runs lie. */
export function withRuns(command: Command) {
  return withBackend(command).addOption(outOption());
}
