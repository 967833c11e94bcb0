import { Registry } from "../core/registry.ts";
import type { Component, Env, Given, Json, Kind, Made, OptionSpecs, Plugin } from "../core/types.ts";
import { twoRoom } from "../envs/mod.ts";
import { checkCost } from "./cost.ts";
import { checkDataset } from "./dataset.ts";
import { checkEncoder } from "./encoder.ts";
import { checkEnv } from "./env.ts";
import { checkEvaluation } from "./evaluation.ts";
import { checkObjective } from "./objective.ts";
import { checkPlanner } from "./planner.ts";
import { checkPolicy } from "./policy.ts";
import { checkPredictor } from "./predictor.ts";
import { checkView } from "./view.ts";
import { checkWrapper } from "./wrapper.ts";

/** What a suite said of one component. */
export interface Finding {
  /** Kind of the component. */
  readonly kind: Kind;
  /** Its name. */
  readonly name: string;
  /** The sentence that says what is wrong; absent for a component that keeps every rule. */
  readonly problem?: string;
}

/** Makes a component with its default options. */
type Maker<K extends Kind> = (given: Given<K>) => Made<K>;

/** The suite of each kind. */
type Suites = { readonly [K in Kind]: (make: Maker<K>, makeEnv: () => Env) => void | Promise<void> };

const SUITES: Suites = {
  env: (make) => checkEnv(() => make({})),
  wrapper: (make, makeEnv) => checkWrapper(make, makeEnv),
  policy: (make, makeEnv) => checkPolicy((spec) => make({ spec }), makeEnv),
  dataset: (make) => checkDataset(make),
  view: (make, makeEnv) => checkView(make, { observations: makeEnv().observations }),
  encoder: (make, makeEnv) => checkEncoder(make, { observations: makeEnv().observations }),
  // Several tokens, for those that fill in some from others.
  predictor: (make) => checkPredictor(make, { tokens: 4 }),
  objective: (make) => checkObjective(make, { tokens: 4, grid: [2, 2] }),
  cost: (make) => checkCost(() => make({})),
  planner: (make) => checkPlanner(() => make({})),
  evaluation: (make) => checkEvaluation(() => make({})),
};

function defaultsOf(options: OptionSpecs): { readonly [option: string]: Json } {
  return Object.fromEntries(Object.entries(options).map(([name, spec]) => [name, spec.default]));
}

/** The sentence of an error; what no suite foresaw is told as the first line of what was thrown. */
function sentenceOf(error: unknown, kind: Kind): string {
  if (!(error instanceof Error)) return `Cannot accept the ${kind}: it throws ${error}, expected an Error`;
  // By name, not by class: a plugin may have been written against its own copy of the framework.
  if (error.name === "InputError") return error.message;
  const [first] = error.message.split("\n");
  return `Cannot accept the ${kind}: it throws ${error.name} "${first}", expected that it works`;
}

async function examine<K extends Kind>(
  registry: Registry,
  kind: K,
  name: string,
  makeEnv: () => Env,
): Promise<Finding> {
  const { make, options } = registry.get(kind, name);
  try {
    await SUITES[kind]((given) => make(defaultsOf(options), given), makeEnv);
    return { kind, name };
  } catch (error) {
    return { kind, name, problem: sentenceOf(error, kind) };
  }
}

/** A world of the plugin's own, or two rooms. */
function worldOf({ env = {} }: Plugin): Component<"env"> {
  return Object.values(env)[0] ?? twoRoom;
}

/**
 * Runs the right suite over every component of a plugin, each with its default options. A backend must be open.
 *
 * @param plugin The plugin.
 * @param world The world that policies act in and encoders see: by default the plugin's first one, `two-room` for a
 * plugin without.
 * @returns One finding a component, in the order of the kinds; a broken rule is a finding, not an error.
 *
 * @example
 * ```ts
 * import { examinePlugin } from "@orrery/orrery/testing";
 * import { cem } from "@orrery/orrery/planners";
 * import assert from "node:assert/strict";
 *
 * const findings = await examinePlugin({ name: "mine", planner: { "my-cem": cem } });
 * assert.deepEqual(findings, [{ kind: "planner", name: "my-cem" }]);
 * ```
 */
export async function examinePlugin(
  plugin: Plugin,
  world: Component<"env"> = worldOf(plugin),
): Promise<readonly Finding[]> {
  const makeEnv = () => world.make(defaultsOf(world.options), {});
  const registry = new Registry([plugin]);
  const findings: Finding[] = [];
  for (const kind of registry.kinds) {
    // One after the other: suites count the tensors of the whole engine.
    for (const name of registry.names(kind)) findings.push(await examine(registry, kind, name, makeEnv));
  }
  return findings;
}
