import type { Command } from "@commander-js/extra-typings";
import { InputError } from "../core/errors.ts";
import { plainJson } from "../core/task/located.ts";
import { joinOverrides } from "../core/task/overrides.ts";
import type { Json } from "../core/types.ts";
import { type EvaluationRequest, runEvaluation } from "../host/run_evaluation.ts";
import { withRuns } from "./common_options.ts";
import { interruption } from "./interruption.ts";
import { successLine } from "./success_line.ts";
import { Terminal } from "./terminal.ts";

const TARGET = "name of a task (its newest trained run), a task file, or a run folder";

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Names of evaluations, and `evaluation.option=json`. */
function sort(words: readonly string[]): Pick<EvaluationRequest, "names" | "overrides"> {
  const joined = joinOverrides(words.filter((word) => word.includes("=")));
  const given = joined === undefined ? {} : plainJson(joined);
  const overrides: Record<string, { readonly [option: string]: Json }> = {};
  for (const [evaluation, options] of isRecord(given) ? Object.entries(given) : []) {
    if (!isRecord(options)) {
      throw new InputError(
        `Cannot use override "${evaluation}=…": expected evaluation.option=value, e.g. success.episodes=50`,
      );
    }
    overrides[evaluation] = options;
  }
  return { names: words.filter((word) => !word.includes("=")), overrides };
}

async function evaluate(
  target: string,
  words: readonly string[],
  options: Parameters<typeof runEvaluation>[0]["options"] & {
    readonly json: boolean;
    readonly quiet: boolean;
  },
): Promise<void> {
  const terminal = new Terminal(options);
  interruption.listen({ save: () => false });
  const report = await runEvaluation({ target, ...sort(words), options, progress: terminal });
  terminal.result(report, `${successLine(report)}\nreport: ${report.run}/report.html`);
}

/** `evaluate <target> [name…]`, and `plan`, its short name for success. */
export function addEvaluate(program: Command): void {
  withRuns(program.command("evaluate"))
    .description("measure a trained run again: all evaluations of its task, or those named")
    .argument("<target>", TARGET)
    .argument("[words...]", "evaluations, and options of theirs, e.g. success success.episodes=50")
    .action((target, words, options) => evaluate(target, words, options));
  withRuns(program.command("plan"))
    .description("short for: evaluate <target> success")
    .argument("<target>", TARGET)
    .action((target, options) => evaluate(target, ["success"], options));
}
