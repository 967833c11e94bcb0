import type { Command } from "@commander-js/extra-typings";
import { runDemo } from "../host/run_demo.ts";
import { withRuns } from "./common_options.ts";
import { interruption } from "./interruption.ts";
import { Terminal } from "./terminal.ts";

/** `demo <target>`: films one held-out episode of a trained run. */
export function addDemo(program: Command): void {
  withRuns(program.command("demo"))
    .description("film one held-out episode that a trained run plans")
    .argument("<target>", "name of a task (its newest trained run), a task file, or a run folder")
    .action(async (target, options) => {
      const terminal = new Terminal(options);
      interruption.listen({ save: () => false });
      const { file, caption } = await runDemo({ target, options, progress: terminal });
      terminal.result({ film: file, caption }, `${caption}\nfilm: ${file}`);
    });
}
