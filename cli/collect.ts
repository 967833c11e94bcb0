import type { Command } from "@commander-js/extra-typings";
import { collectData } from "../host/collect_data.ts";
import { openDataset } from "../host/data/open_dataset.ts";
import { defaultPreset } from "../host/compute_options.ts";
import { openTask } from "../host/open_target.ts";
import { parseSeed, withOut, workersOption } from "./common_options.ts";
import { interruption } from "./interruption.ts";
import { Terminal } from "./terminal.ts";

/** `collect <target>`: collects the data of a task, unless it is there. */
export function addCollect(program: Command): void {
  withOut(program.command("collect"))
    .description("collect the data of a task, unless it is there")
    .argument("<target>", "name of a task, or a task file")
    .argument("[overrides...]", "path.to.value=json, e.g. data.episodes=50")
    .option("--preset <name>", "preset of the task file; by default gpu on a real GPU and cpu elsewhere")
    .option("--seed <n>", "root seed; by default the task's", parseSeed)
    .addOption(workersOption())
    .action(async (target, overrides, options) => {
      const terminal = new Terminal(options);
      interruption.listen({ save: () => false });
      const { task, registry, base } = await openTask(target, {
        overrides,
        preferred: await defaultPreset(),
        ...options,
      });
      const { path } = await collectData(task, registry, options.out, terminal, { ...options, base });
      using source = openDataset(path);
      const episodes = source.lengths.length;
      const rows = source.lengths.reduce((sum, length) => sum + length, 0);
      terminal.result({ path, episodes, rows }, `${path}: ${episodes} episodes, ${rows} steps`);
    });
}
