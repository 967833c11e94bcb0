import type { Command } from "@commander-js/extra-typings";
import builtin from "../builtin.ts";
import { Registry } from "../core/registry.ts";
import type { Json } from "../core/types.ts";
import { isTrained } from "../host/open_target.ts";
import { listRuns } from "../host/run/run_folder.ts";
import { tasks } from "../tasks/mod.ts";
import { withOut } from "./common_options.ts";
import { Terminal } from "./terminal.ts";

function runLines(out: string, name: string): readonly Json[] {
  return listRuns(out, name).map((run) => ({
    run: run.path,
    preset: run.info.preset,
    seed: run.info.seed,
    status: run.info.finished ? "finished" : isTrained(run) ? "trained" : "unfinished",
  }));
}

/** `list`: tasks with their runs, and components by kind. */
export function addList(program: Command): void {
  withOut(program.command("list"))
    .description("list tasks with their runs, and components by kind")
    .action((options) => {
      const registry = new Registry([builtin]);
      const runs = Object.fromEntries(Object.keys(tasks).map((name) => [name, runLines(options.out, name)]));
      const components = Object.fromEntries(registry.kinds.map((kind) => [
        kind,
        Object.fromEntries(registry.names(kind).map((name) => [name, registry.get(kind, name).description])),
      ]));
      const lines = Object.entries(runs).flatMap(([name, found]) => [
        `task ${name}`,
        ...found.map((run) => `  ${Object.values(run ?? {}).join("  ")}`),
      ]);
      for (const [kind, group] of Object.entries(components)) {
        lines.push(kind, ...Object.entries(group).map(([name, text]) => `  ${name.padEnd(18)} ${text}`));
      }
      new Terminal(options).result({ tasks: runs, components }, lines.join("\n"));
    });
}
