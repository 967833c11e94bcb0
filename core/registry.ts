import { InputError } from "./errors.ts";
import { suggestion } from "./nearest.ts";
import type { Component, Components, Given, Kind, Made, Plugin, Use } from "./types.ts";

type Group<K extends Kind> = ReadonlyMap<string, Component<K>>;

function merge<K extends Kind>(plugins: readonly Plugin[], kind: K): Group<K> {
  const all = new Map<string, Component<K>>();
  const owners = new Map<string, string>();
  for (const plugin of plugins) {
    const group: Components[K] = plugin[kind];
    for (const [name, component] of Object.entries<Component<K>>(group ?? {})) {
      const owner = owners.get(name);
      if (owner !== undefined) {
        throw new InputError(
          `Cannot add plugin "${plugin.name}": ${kind} "${name}" is already taken by plugin "${owner}", expected another name`,
        );
      }
      all.set(name, component);
      owners.set(name, plugin.name);
    }
  }
  return all;
}

/** The components a task may use: an explicit value, made from plugins; there is no global one. */
export class Registry {
  readonly #groups: { readonly [K in Kind]: Group<K> };

  /** Joins plugins. Throws {@linkcode InputError} when two of them give the same name to a kind. */
  constructor(plugins: readonly Plugin[]) {
    this.#groups = {
      env: merge(plugins, "env"),
      wrapper: merge(plugins, "wrapper"),
      policy: merge(plugins, "policy"),
      dataset: merge(plugins, "dataset"),
      view: merge(plugins, "view"),
      encoder: merge(plugins, "encoder"),
      predictor: merge(plugins, "predictor"),
      objective: merge(plugins, "objective"),
      cost: merge(plugins, "cost"),
      planner: merge(plugins, "planner"),
      evaluation: merge(plugins, "evaluation"),
    };
  }

  /** The kinds, in the order of the documentation. */
  get kinds(): readonly Kind[] {
    return Object.keys(this.#groups) as Kind[];
  }

  /** Names of one kind. */
  names(kind: Kind): readonly string[] {
    return [...this.#groups[kind].keys()];
  }

  /** One component. Throws {@linkcode InputError} for an unknown name. */
  get<K extends Kind>(kind: K, name: string): Component<K> {
    const found = this.#groups[kind].get(name);
    if (!found) throw new InputError(`Cannot find ${kind} "${name}": ${suggestion(name, this.names(kind))}`);
    return found;
  }

  /** Makes a component from a task's `{"use": …, "with": …}`. */
  make<K extends Kind>(kind: K, { use, with: options = {} }: Use, given: Given<K>): Made<K> {
    return this.get(kind, use).make(options, given);
  }
}
