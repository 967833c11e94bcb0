import type { Command } from "@commander-js/extra-typings";
import { runTraining } from "../host/run_training.ts";
import { parseSeed, withRuns, workersOption } from "./common_options.ts";
import { interruption } from "./interruption.ts";
import { reportText } from "./report_text.ts";
import { Terminal } from "./terminal.ts";

/** `train <target> [path=value …]`: collects what is missing, trains, evaluates, reports. */
export function addTrain(program: Command): void {
  withRuns(program.command("train"))
    .description("collect what is missing, train, evaluate, report; the same command again continues")
    .argument("<target>", "name of a task, a task file, or a run folder to continue")
    .argument("[overrides...]", "path.to.value=json, e.g. train.joint.steps=500")
    .option("--preset <name>", "preset of the task file; by default gpu on a real GPU and cpu elsewhere")
    .option("--seed <n>", "root seed of every random draw; by default the task's", parseSeed)
    .addOption(workersOption())
    .option("--new", "start a new run even if one could be continued", false)
    .action(async (target, overrides, options) => {
      const terminal = new Terminal(options);
      let training = false;
      interruption.listen({ save: () => training });
      const report = await runTraining({
        ...options,
        target,
        overrides,
        fresh: options.new,
        progress: terminal,
        signal: interruption.signal,
        command: `deno task ${Deno.args.join(" ")}`,
        savable: (now) => training = now,
      });
      terminal.result(report, reportText(report));
    });
}
