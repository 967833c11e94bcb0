import { InputError } from "../../core/errors.ts";
import type { Component, Components, Kind, Plugin } from "../../core/types.ts";
import { checkOptions } from "../../core/task/options.ts";
import { excerpt } from "../../core/task/explain.ts";
import { checkPlugin } from "../task/check_plugin.ts";
import { type Deadlines, PluginProcess } from "./plugin_process.ts";
import { sandboxCommand } from "./sandbox_command.ts";
import { sandboxedEnv } from "./sandboxed_env.ts";
import { sandboxedPolicy } from "./sandboxed_policy.ts";

/** Kinds that may come from the sandbox: neither touches a tensor. */
const KINDS: readonly string[] = ["env", "policy"] satisfies Kind[];

/** A plugin in the sandbox, and its end. */
export interface SandboxedPlugin {
  /** Components that look like any other's. */
  readonly plugin: Plugin;
  /** Ends its process. */
  close(): void;
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What came from the sandbox as a plugin would be: its components without their functions are given one. */
function asPlugin(said: unknown, make: () => never): unknown {
  if (!isRecord(said)) return said;
  const groups = Object.entries(said).map(([kind, group]) => {
    if (!isRecord(group)) return [kind, group];
    const entries = Object.entries(group).map(([name, entry]) => [
      name,
      isRecord(entry) ? { ...entry, make } : entry,
    ]);
    return [kind, Object.fromEntries(entries)];
  });
  return Object.fromEntries(groups);
}

function refuseOtherKinds(plugin: Plugin, specifier: string): void {
  const other = Object.keys(plugin).find((key) => key !== "name" && !KINDS.includes(key));
  if (other === undefined) return;
  throw new InputError(
    `Cannot use untrusted plugin ${
      excerpt(specifier)
    }: it has components of kind ${other}, expected env and policy only`,
  );
}

function sandboxed<K extends Kind>(
  group: Components[K],
  make: (name: string, component: Component<K>) => Component<K>,
): { readonly [name: string]: Component<K> } {
  const entries = Object.entries<Component<K>>(group ?? {});
  return Object.fromEntries(entries.map(([name, component]) => [name, make(name, component)]));
}

/**
 * Loads a plugin into a process without permissions, and gives components that speak to it. Nothing of the
 * plugin runs here.
 *
 * @param specifier The module, for messages.
 * @param address The module, as it is imported.
 * @param files Paths of all modules on the disk that it consists of; it reads no others.
 * @throws {InputError} when it fails to load, is no plugin, or brings more than worlds and policies.
 */
export function loadSandboxed(
  specifier: string,
  address: string,
  files: readonly string[],
  deadlines: Deadlines = {},
): SandboxedPlugin {
  const process = new PluginProcess(specifier, sandboxCommand(address, files), deadlines);
  try {
    return { plugin: admit(process, specifier), close: () => process.close() };
  } catch (error) {
    process.close();
    throw error;
  }
}

function admit(process: PluginProcess, specifier: string): Plugin {
  const plugin = asPlugin(process.load(), () => {
    throw new TypeError("Cannot make a component here: it lives in the sandbox");
  });
  checkPlugin(plugin, specifier);
  refuseOtherKinds(plugin, specifier);
  return {
    name: plugin.name,
    env: sandboxed<"env">(plugin.env, (name, component) => ({
      ...component,
      make: (options) => sandboxedEnv(process, name, checkOptions(component.options, options)),
    })),
    policy: sandboxed<"policy">(plugin.policy, (name, component) => ({
      ...component,
      make: (options, { spec }) =>
        sandboxedPolicy(process, name, checkOptions(component.options, options), spec),
    })),
  };
}
