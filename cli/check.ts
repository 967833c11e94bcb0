import type { Command } from "@commander-js/extra-typings";
import builtin from "../builtin.ts";
import { InputError } from "../core/errors.ts";
import { Registry } from "../core/registry.ts";
import { backendLine } from "../host/backends/backend_report.ts";
import { openBackend } from "../host/backends/open_backend.ts";
import { loadPlugins } from "../host/task/load_plugins.ts";
import { workingBase } from "../host/task/open_task.ts";
import { examinePlugin, type Finding } from "../testing/examine_plugin.ts";
import { withBackend } from "./common_options.ts";
import { Terminal } from "./terminal.ts";

/** A specifier as it is; a path as one that imports take. */
function specifierOf(module: string): string {
  return /^([a-z]+:|\.{0,2}\/)/.test(module) ? module : `./${module}`;
}

const line = ({ kind, name, problem }: Finding): string => `${problem ? "BAD" : "ok "} ${kind} ${name}`;

/** `check <module>`: the conformance suites over every component of a plugin; exit 1 when a rule is broken. */
export function addCheck(program: Command): void {
  withBackend(program.command("check"))
    .description("run the conformance suites over a plugin; exit 1 when a component breaks a rule")
    .argument("<module>", "path or specifier of the plugin's module")
    .option("--env <name>", "world for policies and encoders; by default the plugin's first, or two-room")
    .action(async (module, options) => {
      const terminal = new Terminal(options);
      const [plugin] = await loadPlugins([specifierOf(module)], workingBase());
      const registry = new Registry([builtin, plugin]);
      const world = options.env === undefined ? [] : [registry.get("env", options.env)];
      terminal.say(backendLine(await openBackend(options.backend, options)));
      const components = await examinePlugin(plugin, ...world);
      if (components.length === 0) {
        throw new InputError(
          `Cannot check "${module}": plugin "${plugin.name}" is empty, expected components`,
        );
      }
      const passed = components.every(({ problem }) => problem === undefined);
      const lines = components.flatMap((
        found,
      ) => [line(found), ...(found.problem ? [`    ${found.problem}`] : [])]);
      terminal.result({ plugin: plugin.name, components, passed }, lines.join("\n"));
      // The outcome of a check, not an error: everything was said above.
      Deno.exitCode = passed ? 0 : 1;
    });
}
