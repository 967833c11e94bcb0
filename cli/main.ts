/**
 * The command line: parses flags, calls `host/`, prints, exits. It has no logic of its own.
 *
 * @example
 * ```sh
 * deno task train tworoom --preset smoke
 * ```
 *
 * @module
 */

import { Command, CommanderError } from "@commander-js/extra-typings";
import config from "../deno.json" with { type: "json" };
import { Interrupted } from "../host/progress.ts";
import { addBench } from "./bench.ts";
import { addCheck } from "./check.ts";
import { addCollect } from "./collect.ts";
import { addDemo } from "./demo.ts";
import { addDoctor } from "./doctor.ts";
import { addEvaluate } from "./evaluate.ts";
import { addInspect } from "./inspect.ts";
import { interruption } from "./interruption.ts";
import { addList } from "./list.ts";
import { addNew } from "./new.ts";
import { outOfMemory } from "./out_of_memory.ts";
import { output } from "./output.ts";
import "./redirect.ts";
import { addReplay } from "./replay.ts";
import { addSchema } from "./schema.ts";
import { addTrain } from "./train.ts";

/** Version of the package. */
export const version: string = config.version;

/** Errors that are told in one sentence, and how the process then ends. */
const EXIT_CODES: ReadonlyMap<string, number> = new Map([["InputError", 2], ["HostError", 1]]);

/** All verbs. */
function makeProgram(): Command {
  const program = new Command("orrery")
    .description("JEPA world models: learn from pixels, predict in latent space, plan by imagination")
    .version(version)
    .showSuggestionAfterError(true)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.result(text.trimEnd()), writeErr: () => {} });
  const adders = [
    addTrain,
    addCollect,
    addEvaluate,
    addDemo,
    addList,
    addInspect,
    addDoctor,
    addSchema,
    addNew,
    addCheck,
    addReplay,
    addBench,
  ];
  for (const add of adders) add(program);
  return program;
}

/** Runs the command line and gives back the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await makeProgram().parseAsync([...args], { from: "user" });
    return Deno.exitCode;
  } catch (error) {
    output.endBar();
    if (error instanceof CommanderError) return endOfParsing(error);
    if (error instanceof Interrupted) {
      output.say(`${error.message}; the same command without --new continues`);
      return interruption.exitCode;
    }
    // By name, not by class: a plugin may have been written against its own copy of the framework.
    const code = error instanceof Error ? EXIT_CODES.get(error.name) : undefined;
    if (code === undefined) {
      const full = outOfMemory(error);
      if (full === undefined) throw error;
      output.say(full);
      return 1;
    }
    output.say(error instanceof Error ? error.message : String(error));
    return code;
  }
}

/** Help and version end well; anything else is wrong use, told in one line. */
function endOfParsing(error: CommanderError): number {
  if (error.exitCode === 0) return 0;
  if (error.code === "commander.help") {
    output.say(makeProgram().helpInformation());
    return 2;
  }
  const said = error.message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
  output.say(`Cannot run this command: ${said}; see --help`);
  return 2;
}

if (import.meta.main) Deno.exit(await run(Deno.args));
