import type { Command } from "@commander-js/extra-typings";
import builtin from "../builtin.ts";
import { InputError } from "../core/errors.ts";
import { Registry } from "../core/registry.ts";
import type { Component, Json } from "../core/types.ts";
import { isTrained } from "../host/open_target.ts";
import { listRuns, type RunFolder } from "../host/runs/run_folder.ts";
import { tasks } from "../tasks/mod.ts";
import { withOut } from "./common_options.ts";
import { Terminal } from "./terminal.ts";

/** How far a run is; what is wrong with one that nothing can be done with. */
function statusOf(run: RunFolder): { readonly status: string; readonly reason?: string } {
  try {
    run.check();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { status: "refused", reason: error.message };
  }
  return { status: run.info.finished ? "finished" : isTrained(run) ? "trained" : "unfinished" };
}

function runLines(out: string, name: string): readonly Json[] {
  return listRuns(out, name).map((run) => ({
    run: run.path,
    preset: run.info.preset,
    seed: run.info.seed,
    ...statusOf(run),
  }));
}

/** A component as the list shows it: what it is, and its options with their defaults. */
interface Listed {
  readonly description: string;
  readonly options: { readonly [option: string]: Json };
}

function describe({ description, options }: Component): Listed {
  const defaults = Object.entries(options).map(([name, spec]) => [name, spec.default]);
  return { description, options: Object.fromEntries(defaults) };
}

function componentLines(name: string, { description, options }: Listed): string[] {
  const settings = Object.entries(options).map(([option, value]) => `${option}=${JSON.stringify(value)}`);
  const lines = [`  ${name.padEnd(18)} ${description}`];
  if (settings.length) lines.push(`${" ".repeat(21)}${settings.join(" ")}`);
  return lines;
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
        Object.fromEntries(registry.names(kind).map((name) => [name, describe(registry.get(kind, name))])),
      ]));
      const lines = Object.entries(runs).flatMap(([name, found]) => [
        `task ${name}`,
        ...found.map((run) => `  ${Object.values(run ?? {}).join("  ")}`),
      ]);
      for (const [kind, group] of Object.entries(components)) {
        lines.push(kind, ...Object.entries(group).flatMap(([name, found]) => componentLines(name, found)));
      }
      new Terminal(options).result({ tasks: runs, components }, lines.join("\n"));
    });
}
