import type { Command } from "@commander-js/extra-typings";
import { runDemo } from "../host/run_demo.ts";
import { withRuns } from "./common_options.ts";
import { interruption } from "./interruption.ts";
import { Terminal } from "./terminal.ts";

/** `demo <target> [evaluation]`: films one held-out episode of a trained run. */
export function addDemo(program: Command): void {
  withRuns(program.command("demo"))
    .description(
      "film one held-out episode of a trained run as an evaluation measures it: planned, or surprised",
    )
    .argument("<target>", "name of a task (its newest trained run), a task file, or a run folder")
    .argument("[evaluation]", "evaluation of the task; by default its first one that makes films")
    .action(async (target, evaluation, options) => {
      const terminal = new Terminal(options);
      interruption.listen({ save: () => false });
      const demo = await runDemo({ target, evaluation, options, progress: terminal });
      const lines = [`${demo.evaluation}: ${demo.caption}`, demo.note ?? [], `film: ${demo.film}`];
      terminal.result(demo, lines.flat().join("\n"));
    });
}
