import type { Command } from "@commander-js/extra-typings";
import { runEvaluation } from "../host/run_evaluation.ts";
import { withRuns } from "./common_options.ts";
import { interruption } from "./interruption.ts";
import { sortWords } from "./sort_words.ts";
import { reportText } from "./report_text.ts";
import { Terminal } from "./terminal.ts";

const TARGET = "name of a task (its newest trained run), a task file, or a run folder";

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
  const report = await runEvaluation({
    target,
    ...sortWords(words, "success.episodes=50"),
    options,
    progress: terminal,
  });
  terminal.result(report, reportText(report));
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
