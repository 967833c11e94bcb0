import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { applyEdits, modify } from "jsonc-parser";
import builtin from "../../builtin.ts";
import { InputError } from "../../core/errors.ts";
import { suggestion } from "../../core/nearest.ts";
import { Registry } from "../../core/registry.ts";
import { excerpt } from "../../core/task/explain.ts";
import { NAME_PATTERN } from "../../core/task/schema.ts";
import { onDisk, writeAtomically } from "../../host/io/atomic_write.ts";
import { type Blueprint, blueprints, type ScaffoldKind } from "./blueprints.ts";
import { pluginConfig } from "./plugin_config.ts";
import { pluginReadme } from "./plugin_readme.ts";
import taskTemplate from "./task.jsonc" with { type: "text" };

/** Longest name of a package on JSR. */
const LONGEST = 58;

/** What is asked for. */
export interface ScaffoldRequest {
  /** Kind of the component. */
  readonly kind: string;
  /** Its name, and that of the plugin's folder. */
  readonly name: string;
  /** Folder that the plugin's folder is made in. */
  readonly out: string;
}

/** What was written. */
export interface Scaffold {
  /** The plugin's folder. */
  readonly folder: string;
  /** Names of the files in it. */
  readonly files: readonly string[];
}

function isKind(kind: string): kind is ScaffoldKind {
  return Object.hasOwn(blueprints, kind);
}

function checkName(kind: ScaffoldKind, name: string): void {
  const refuse = (found: string, expected: string): never => {
    throw new InputError(`Cannot create ${kind} ${excerpt(name)}: ${found}, expected ${expected}`);
  };
  if (!NAME_PATTERN.test(name)) {
    refuse("the name is not in kebab-case", "lower case words joined by hyphens, such as my-world");
  }
  if (name.length < 2 || name.length > LONGEST) {
    refuse(`the name has ${name.length} characters`, `2 to ${LONGEST}`);
  }
  if (new Registry([builtin]).names(kind).includes(name)) {
    refuse("a built-in component has that name", "another name");
  }
}

/** The checkout that this code runs from, if it does not come from JSR. */
function checkoutFolder(): string | undefined {
  const root = new URL("../../", import.meta.url);
  return root.protocol === "file:" ? fileURLToPath(root).replace(/[/\\]$/, "") : undefined;
}

/** The task around the component; comments stay. */
function taskText({ slot }: Blueprint, name: string): string {
  const { path, value } = slot(name);
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  const placed = applyEdits(taskTemplate, modify(taskTemplate, [...path], value, { formattingOptions }));
  return placed.replace("my-task", name);
}

function filesOf(kind: ScaffoldKind, name: string, checkout: string | undefined): Map<string, string> {
  const { module, test } = blueprints[kind];
  const named = (text: string): string => text.replaceAll(`my-${kind}`, name);
  const config = pluginConfig({ name, sources: module + test, checkout });
  const files = new Map([
    ["mod.ts", named(module)],
    ["mod_test.ts", named(test)],
    ["task.jsonc", taskText(blueprints[kind], name)],
    ["README.md", pluginReadme(kind, name)],
    ["deno.json", `${JSON.stringify(config, null, 2)}\n`],
    [".gitignore", "runs/\n"],
  ]);
  const lock = checkout === undefined ? undefined : join(checkout, "deno.lock");
  // The versions that the framework was tested with, so that nothing must be fetched that it has fetched already.
  if (lock !== undefined && existsSync(lock)) files.set("deno.lock", readFileSync(lock, "utf8"));
  return files;
}

/**
 * Writes the folder of a new plugin: a component that works, its test with the conformance suite, a task that trains
 * with it, a README and a `deno.json` that can be published.
 *
 * @throws {InputError} for an unknown kind, a name that cannot be one, or a folder that is there already.
 * @throws {HostError} when the disk refuses.
 */
export function scaffoldPlugin({ kind, name, out }: ScaffoldRequest): Scaffold {
  if (!isKind(kind)) {
    throw new InputError(
      `Cannot create a plugin of kind ${excerpt(kind)}: ${suggestion(kind, Object.keys(blueprints))}`,
    );
  }
  checkName(kind, name);
  const folder = resolve(out, name);
  if (existsSync(folder)) {
    throw new InputError(
      `Cannot create ${kind} "${name}": "${folder}" is there already, expected a folder that is not`,
    );
  }
  const files = filesOf(kind, name, checkoutFolder());
  onDisk(`create folder "${folder}"`, () => mkdirSync(folder, { recursive: true }));
  for (const [file, text] of files) writeAtomically(join(folder, file), text);
  return { folder, files: [...files.keys()] };
}
