import { z } from "zod";
import type { Registry } from "../registry.ts";
import type { EnvUse, Json, Kind, Use } from "../types.ts";
import { optionsSchema } from "./options.ts";
import type {
  DataTask,
  ObjectiveTask,
  OptimiserTask,
  PlanTask,
  PluginUse,
  StageTask,
  TargetTask,
  Task,
} from "./task.ts";

/** Kebab-case: the names of components, tasks, stages and presets. */
export const NAME_PATTERN: RegExp = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

type Options = { readonly [option: string]: Json };

/** The schema of a component's options, all of them with their defaults. */
function optionSchema(registry: Registry, kind: Kind, name: string): z.ZodType<Options> {
  return optionsSchema(registry.get(kind, name).options) as z.ZodType<Options>;
}

/** The schema of a component's choice by name, with what may stand `beside` its options. */
function choiceSchema<B extends z.ZodRawShape>(registry: Registry, kind: Kind, beside: B) {
  const choices = registry.names(kind).map((name) =>
    z.strictObject({
      use: z.literal(name),
      with: optionSchema(registry, kind, name).prefault({}),
      ...beside,
    }).describe(registry.get(kind, name).description)
  );
  const [first, ...rest] = choices;
  // A registry without this kind has no valid choice: the union must refuse and not crash.
  if (first === undefined) return z.looseObject({ use: z.enum([]).meta({ enum: [] }) });
  return z.discriminatedUnion("use", [first, ...rest]);
}

/**
 * The schema of `{"use": name, "with": options}` for one kind: each name of the registry brings the options of
 * its component, and a missing `with` is filled with their defaults.
 */
export function useSchema(registry: Registry, kind: Kind): z.ZodType<Use> {
  return choiceSchema(registry, kind, {});
}

/** The schema of a world: a component like others, with the wrappers around it. */
export function envSchema(registry: Registry): z.ZodType<EnvUse> {
  const wrap = z.array(useSchema(registry, "wrapper")).min(1).exactOptional()
    .describe("What is wrapped around the world, the innermost first");
  return choiceSchema(registry, "env", { wrap });
}

/** The schema of a stage's `objectives`: weight and options by the name of the objective. */
export function objectivesSchema(
  registry: Registry,
): z.ZodType<{ readonly [objective: string]: ObjectiveTask }> {
  const shape: Record<string, z.ZodType<ObjectiveTask>> = {};
  for (const name of registry.names("objective")) {
    shape[name] = z.strictObject({
      weight: z.number().min(0).describe("Factor of this term in the loss"),
      with: optionSchema(registry, "objective", name).prefault({}),
    }).describe(registry.get("objective", name).description).exactOptional();
  }
  return z.strictObject(shape).refine(
    (terms) => Object.keys(terms).length > 0,
    "expected at least one objective",
  ).meta({ minProperties: 1 });
}

/** The schema of `evaluate`: options by the name of the evaluation. */
export function evaluateSchema(registry: Registry): z.ZodType<{ readonly [evaluation: string]: Options }> {
  const shape: Record<string, z.ZodType<Options>> = {};
  for (const name of registry.names("evaluation")) {
    const { description } = registry.get("evaluation", name);
    shape[name] = optionSchema(registry, "evaluation", name).describe(description).exactOptional();
  }
  return z.strictObject(shape);
}

function name(): z.ZodString {
  return z.string().max(64).regex(NAME_PATTERN);
}

function count(description: string): z.ZodNumber {
  return z.int().min(1).describe(description);
}

function share(description: string): z.ZodNumber {
  return z.number().min(0).max(1).describe(description);
}

function pluginSchema(): z.ZodType<PluginUse> {
  const specifier = z.string().min(1);
  return z.union([
    specifier,
    z.strictObject({
      use: specifier.describe("The module"),
      trusted: z.literal(false).describe("Runs in a process without permissions"),
    }),
  ]);
}

/** Keys that say how data is collected; all of them, or a dataset. */
const COLLECTED = ["policy", "episodes", "steps"] as const;

function dataSchema(registry: Registry): z.ZodType<DataTask> {
  return z.strictObject({
    policy: useSchema(registry, "policy").describe("Who acts while collecting").exactOptional(),
    episodes: z.int().min(2).describe("Episodes to collect").exactOptional(),
    steps: count("Longest episode, in env steps").exactOptional(),
    dataset: useSchema(registry, "dataset").exactOptional()
      .describe("Data that brings itself, in place of what is collected"),
    heldOut: z.number().gt(0).lt(1).default(0.1).describe("Share of the episodes kept out of training"),
    frameskip: count("Raw env actions in one action block").default(5),
  }).superRefine((data, context) => {
    for (const key of COLLECTED) {
      if ((data[key] === undefined) === (data.dataset !== undefined)) continue;
      context.addIssue({ code: "custom", path: [key], message: "expected nothing beside data.dataset" });
    }
  }).describe("How data is collected or brought, split and cut");
}

function optimiserSchema(): z.ZodType<OptimiserTask> {
  return z.strictObject({
    learningRate: z.number().gt(0).default(3e-4).describe("Peak learning rate"),
    weightDecay: z.number().min(0).default(1e-3).describe("Decoupled weight decay"),
    betas: z.array(z.number().min(0).lt(1)).length(2).default([0.9, 0.999])
      .describe("Exponential decay rates of the two moments"),
    epsilon: z.number().gt(0).default(1e-8).describe("Added to the denominator"),
    clip: z.number().gt(0).default(1).describe("Largest global norm of the gradient"),
    warmup: share("Share of the steps with rising learning rate").default(0.01),
    schedule: z.enum(["cosine", "constant"]).default("cosine")
      .describe("After warm-up: fall along a cosine to 0, or stay"),
  }).prefault({}).describe("AdamW with clipping by global norm");
}

function targetSchema(): z.ZodType<TargetTask> {
  return z.union([
    z.enum(["online", "stopped"]),
    z.strictObject({ ema: z.number().gt(0).lt(1).describe("Decay of the moving average per step") }),
  ]).default("online").describe("What predictions are compared with");
}

function stageSchema(registry: Registry): z.ZodType<StageTask> {
  return z.strictObject({
    learn: z.array(z.enum(["encoder", "predictor"])).min(1).describe("Parts whose weights change"),
    target: targetSchema(),
    objectives: objectivesSchema(registry).describe("Terms of the loss, by the name of the objective"),
    views: z.array(useSchema(registry, "view")).min(1).exactOptional()
      .describe("Random changes of the observations, one view each"),
    optimiser: optimiserSchema(),
    steps: count("Optimiser steps"),
    batch: count("Windows a step"),
    window: z.int().min(1).describe("Frames a window; 1 for what learns from single frames"),
    logEvery: count("Steps between two lines of the log").default(25),
    checkpointEvery: count("Steps between two checkpoints").default(250),
  });
}

function planSchema(registry: Registry): z.ZodType<PlanTask> {
  return z.strictObject({
    planner: useSchema(registry, "planner").describe("The planner"),
    cost: useSchema(registry, "cost").prefault({ use: "goal-distance" }).describe("The cost"),
    horizon: count("Action blocks a plan").default(5),
    execute: count("Action blocks executed before planning again").default(5),
    goalOffset: count("Env steps from start to goal").default(25),
    budget: count("Env steps an episode may take").default(50),
  }).superRefine(({ execute, horizon }, context) => {
    if (execute <= horizon) return;
    const message = `expected at most plan.horizon, which is ${horizon}`;
    context.addIssue({ code: "custom", path: ["execute"], message });
  }).describe("How the model is planned with");
}

/**
 * The schema of a whole task without `$schema` and `presets`: strict, every option with its default, component
 * options as the registry's components declare them.
 */
export function taskSchema(registry: Registry): z.ZodType<Task> {
  const [encoder, predictor] = [useSchema(registry, "encoder"), useSchema(registry, "predictor")];
  return z.strictObject({
    name: name().describe("Name of the task, in kebab-case"),
    version: count("Raised when results stop being comparable").default(1),
    seed: z.int().min(0).default(0).describe("Root seed of every random draw"),
    plugins: z.array(pluginSchema()).default([])
      .describe("Plugin modules: jsr:, npm: or https: specifiers, or paths relative to the task file"),
    env: envSchema(registry).describe("The world").exactOptional(),
    data: dataSchema(registry),
    model: z.strictObject({
      encoder: encoder.describe("Observations to latents"),
      predictor: predictor.describe("Latents to future latents"),
    }).describe("The parts of the model"),
    train: z.record(name(), stageSchema(registry)).describe(
      "Stages of training, run in the order of the file",
    ),
    plan: planSchema(registry).exactOptional(),
    evaluate: evaluateSchema(registry).default({}).describe("Options of the evaluations to run, by name"),
  }).superRefine(({ env, data: { dataset } }, context) => {
    if ((env === undefined) !== (dataset === undefined)) return;
    context.addIssue({ code: "custom", path: ["env"], message: "expected nothing beside data.dataset" });
  });
}
