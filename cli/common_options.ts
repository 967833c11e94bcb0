import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { suggestion } from "../core/nearest.ts";

/** Backends that can be asked for. */
const BACKENDS = ["auto", "webgpu", "wasm", "reference"] as const;

/** A backend that can be asked for. */
export type BackendChoice = typeof BACKENDS[number];

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

/** `--backend`. */
export function backendOption() {
  return new Option("--backend <name>", `where to compute: ${BACKENDS.join(", ")}`)
    .default<BackendChoice>("auto").argParser(parseBackend);
}

/** Options of printing. */
export function withPrinting(command: Command) {
  return command
    .option("--json", "print the result as one JSON object", false)
    .option("--quiet", "print nothing but the result", false);
}

/** Options of printing, and where everything is written. */
export function withOut(command: Command) {
  return withPrinting(command).option("--out <dir>", "folder for runs and data", "runs");
}

/** Options of everything that computes. */
export function withComputing(command: Command) {
  return withOut(command)
    .addOption(backendOption())
    .option("--preset <name>", "preset of the task file; gpu on a real GPU and cpu elsewhere unless told")
    .option("--seed <n>", "root seed of every random draw; the task's unless told", parseSeed);
}
