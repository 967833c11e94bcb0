import type { Command } from "@commander-js/extra-typings";
import { runEvaluation } from "../host/run_evaluation.ts";
import { withRuns } from "./common_options.ts";
import { interruption } from "./interruption.ts";
import { successLine } from "./success_line.ts";
import { Terminal } from "./terminal.ts";

/** Short names of evaluations as verbs. */
const SHORT_NAMES = { plan: "success", verify: "retrieval", probe: "probe", surprise: "surprise" } as const;

async function evaluate(
  target: string,
  names: readonly string[],
  options: Parameters<typeof runEvaluation>[0]["options"] & {
    readonly json: boolean;
    readonly quiet: boolean;
  },
): Promise<void> {
  const terminal = new Terminal(options);
  interruption.listen({ save: () => false });
  const report = await runEvaluation({ target, names, options, progress: terminal });
  terminal.result(report, `${successLine(report)}\nreport: ${report.run}/report.html`);
}

/** `evaluate <target> [name…]` and its short names. */
export function addEvaluate(program: Command): void {
  withRuns(program.command("evaluate"))
    .description("measure a trained run again: all evaluations of its task, or those named")
    .argument("<target>", "name of a task (its newest trained run), a task file, or a run folder")
    .argument("[names...]", "evaluations, e.g. success")
    .action((target, names, options) => evaluate(target, names, options));
  for (const [verb, name] of Object.entries(SHORT_NAMES)) {
    withRuns(program.command(verb))
      .description(`short for: evaluate <target> ${name}`)
      .argument("<target>", "name of a task (its newest trained run), a task file, or a run folder")
      .action((target, options) => evaluate(target, [name], options));
  }
}
