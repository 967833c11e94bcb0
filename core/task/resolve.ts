import { InputError } from "../errors.ts";
import type { Registry } from "../registry.ts";
import type { Json } from "../types.ts";
import { excerpt, explain } from "./explain.ts";
import { type JsonSchema, plainSchema } from "./plain_schema.ts";
import { locateAll, type Located, members, plainJson } from "./located.ts";
import { findPreset, merge, presetsOf } from "./merge.ts";
import { joinOverrides } from "./overrides.ts";
import { parseJsonc } from "./parse.ts";
import { taskSchema } from "./schema.ts";
import type { PluginUse, Task } from "./task.ts";

/** A task file and what is laid over it. */
export interface TaskSource {
  /** JSON with comments. */
  readonly text: string;
  /** What messages call it. */
  readonly file: string;
  /** Preset to lay over the task. */
  readonly preset?: string;
  /** `path.to.value=json`, laid over task and preset. */
  readonly overrides?: readonly string[];
  /** Root seed, in the place of the task's own. */
  readonly seed?: number;
}

/** A task with every default filled in. */
export interface ResolvedTask {
  /** The task. */
  readonly task: Task;
  /** The task as text, in the order of the schema; a task file that resolves to the same task. */
  readonly json: string;
  /** Presets that the file offers. */
  readonly presets: readonly string[];
}

interface Parts {
  readonly base: Located;
  readonly presets: ReadonlyMap<string, Located>;
  readonly overrides: Located | undefined;
}

function read({ text, file, overrides = [] }: TaskSource): Parts {
  const root = parseJsonc(text, file);
  const content = members(root);
  if (content === undefined) {
    throw new InputError(
      `Cannot use ${root.at}: the task is ${excerpt(plainJson(root))}, expected an object`,
    );
  }
  const presets = presetsOf(root);
  const own = [...content].filter(([key]) => key !== "presets" && key !== "$schema");
  return { base: { ...root, content: new Map(own) }, presets, overrides: joinOverrides(overrides) };
}

function compose({ base, presets, overrides }: Parts, { preset, file, seed }: TaskSource): Located {
  const layers = [
    preset === undefined ? undefined : findPreset(presets, preset, file),
    overrides,
    seed === undefined ? undefined : locateAll({ seed }, `--seed ${seed}`),
  ];
  return layers.reduce<Located>((task, layer) => (layer === undefined ? task : merge(task, layer)), base);
}

function isPluginUse(value: Json): value is PluginUse {
  if (typeof value === "string") return true;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { use, trusted, ...rest } = value as { readonly [key: string]: Json };
  return typeof use === "string" && trusted === false && Object.keys(rest).length === 0;
}

/**
 * The plugin modules that a task names, as written; they must be loaded before the task can be resolved.
 * Throws {@linkcode InputError}.
 */
export function taskPlugins(source: TaskSource): readonly PluginUse[] {
  const plugins = members(compose(read(source), source))?.get("plugins");
  if (plugins === undefined) return [];
  const names = plainJson(plugins);
  if (Array.isArray(names) && names.every(isPluginUse)) return names;
  throw new InputError(
    `Cannot use ${plugins.at}: plugins is ${
      excerpt(names)
    }, expected a list of module specifiers, or {"use": specifier, "trusted": false} for one that is not trusted`,
  );
}

type Check = (root: Located) => Task;

function checkerFor(registry: Registry): Check {
  const schema = taskSchema(registry);
  let plain: JsonSchema | undefined;
  return (root) => {
    const result = schema.safeParse(plainJson(root));
    if (result.success) return result.data;
    plain ??= plainSchema(schema);
    throw explain(result.error.issues, root, plain);
  };
}

/** Building a schema takes longer than checking a task; a registry never changes, so that one each will do. */
const checkers = new WeakMap<Registry, Check>();

function checkerOf(registry: Registry): Check {
  const check = checkers.get(registry) ?? checkerFor(registry);
  checkers.set(registry, check);
  return check;
}

/** A mistake in a preset shows when the file is read, not on the day the preset is used. */
function checkOtherPresets(
  { base, presets, overrides }: Parts,
  preset: string | undefined,
  check: Check,
): void {
  // Presets may name components of the task's own plugins, which other plugins have replaced here.
  if (members(overrides)?.has("plugins")) return;
  for (const [name, other] of presets) {
    if (name !== preset) check(merge(base, other));
  }
}

/**
 * Reads a task file, lays preset, overrides and seed over it, checks everything and fills in the defaults.
 *
 * Throws {@linkcode InputError} in one sentence that names `file:line:column` (or the override), the path, what
 * was found, what was expected, and the nearest valid name.
 *
 * @example
 * ```ts
 * import { Registry, resolveTask } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const text = `{
 *   "name": "demo",
 *   "seeed": 1
 * }`;
 * assert.throws(
 *   () => resolveTask({ text, file: "demo.jsonc", registry: new Registry([]) }),
 *   /Cannot use demo\.jsonc:3:3: the task has no "seeed", did you mean "seed"\?/,
 * );
 * ```
 */
export function resolveTask(source: TaskSource & { readonly registry: Registry }): ResolvedTask {
  const parts = read(source);
  const check = checkerOf(source.registry);
  const task = check(compose(parts, source));
  checkOtherPresets(parts, source.preset, check);
  return { task, json: `${JSON.stringify(task, null, 2)}\n`, presets: [...parts.presets.keys()] };
}
