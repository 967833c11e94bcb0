import assert from "node:assert/strict";
import {
  fixturePlugin,
  fixtureRegistry as registry,
  fixtureTask as text,
} from "../../tests/fixtures/task_file.ts";
import { component } from "../component.ts";
import { InputError } from "../errors.ts";
import { Registry } from "../registry.ts";
import { type ResolvedTask, resolveTask, taskPlugins, type TaskSource } from "./resolve.ts";

const file = "tasks/demo.jsonc";

function resolve(source: Partial<TaskSource> = {}): ResolvedTask {
  return resolveTask({ text, file, registry, ...source });
}

function refuse(source: Partial<TaskSource>, message: string): void {
  assert.throws(() => resolve(source), new InputError(message));
}

function refuseOverride(override: string, rest: string): void {
  refuse({ overrides: [override] }, `Cannot use override ${JSON.stringify(override)}: ${rest}`);
}

Deno.test("the smallest task gets every default", () => {
  const small = `{
    "name": "small",
    "env": { "use": "two-room" },
    "data": { "policy": { "use": "random" }, "episodes": 2, "steps": 1 },
    "model": { "encoder": { "use": "conv" }, "predictor": { "use": "mlp" } },
    "train": { "only": { "learn": ["predictor"], "objectives": { "prediction": { "weight": 1 } },
      "steps": 1, "batch": 1, "window": 2 } },
    "plan": { "planner": { "use": "icem" } },
    "evaluate": { "success": {} }
  }`;
  assert.deepEqual(resolve({ text: small }).task, {
    name: "small",
    version: 1,
    seed: 0,
    plugins: [],
    env: { use: "two-room", with: { size: 64 } },
    data: {
      policy: { use: "random", with: { scale: 1 } },
      episodes: 2,
      steps: 1,
      heldOut: 0.1,
      frameskip: 5,
    },
    model: {
      encoder: { use: "conv", with: { dim: 128, activation: "gelu" } },
      predictor: { use: "mlp", with: {} },
    },
    train: {
      only: {
        learn: ["predictor"],
        target: "online",
        objectives: { prediction: { weight: 1, with: {} } },
        optimiser: {
          learningRate: 3e-4,
          weightDecay: 1e-3,
          betas: [0.9, 0.999],
          epsilon: 1e-8,
          clip: 1,
          warmup: 0.01,
          schedule: "cosine",
        },
        steps: 1,
        batch: 1,
        window: 2,
        logEvery: 25,
        checkpointEvery: 250,
      },
    },
    plan: {
      planner: { use: "icem", with: {} },
      cost: { use: "goal-distance", with: {} },
      horizon: 5,
      execute: 5,
      goalOffset: 25,
      budget: 50,
    },
    evaluate: { success: { episodes: 50 } },
  });
});

Deno.test("a resolved task is a task file that resolves to itself", () => {
  const { task, json, presets } = resolve({ preset: "smoke" });
  assert.deepEqual(presets, ["smoke", "other-planner"]);
  const again = resolve({ text: json, file: "task.json" });
  assert.deepEqual(again.task, task);
  assert.equal(again.json, json);
});

Deno.test("wrappers of the world are checked, filled in, and replaced as a whole", () => {
  const wrapOf = (overrides: readonly string[]) => resolve({ overrides }).task.env?.wrap;
  assert.deepEqual(wrapOf([]), [{ use: "time-limit", with: { steps: 200 } }]);
  const both = [{ use: "blur", with: {} }, { use: "time-limit", with: { steps: 9 } }];
  assert.deepEqual(wrapOf(['env.wrap=[{"use":"blur"},{"use":"time-limit","with":{"steps":9}}]']), both);
  refuseOverride(
    'env.wrap=[{"use":"blurr"}]',
    'env.wrap.0.use is "blurr", did you mean "blur"?',
  );
  refuseOverride(
    'env.wrap=[{"use":"time-limit","with":{"stpes":9}}]',
    'env.wrap.0.with has no "stpes", did you mean "steps"?',
  );
  refuseOverride(
    "env.wrap=[]",
    'env.wrap is [], expected a list of at least 1, each {"use": name, "with": options}',
  );
  refuseOverride('plan.planner.wrap=[{"use":"blur"}]', 'plan.planner has no "wrap", there is "use", "with"');
});

Deno.test("data is collected or brought by a dataset, not both", () => {
  const unmade = () => {
    throw new TypeError("only the task is read here");
  };
  const pictures = component("dataset", { description: "Pictures", options: {}, make: unmade });
  const brought = {
    registry: new Registry([fixturePlugin, { name: "some", dataset: { pictures } }]),
    text: text.replace(/"policy": .*/, '"dataset": { "use": "pictures" },').replace(/"env": .*/, "")
      .replace(/"(episodes|steps)": (100|60),/g, "").replace('"data": { "episodes": 4 }, ', ""),
  };
  const { data } = resolve(brought).task;
  assert.deepEqual(data, { dataset: { use: "pictures", with: {} }, heldOut: 0.2, frameskip: 5 });
  refuse(
    { ...brought, overrides: ["data.steps=5"] },
    'Cannot use override "data.steps=5": data.steps is 5, expected nothing beside data.dataset',
  );
  refuse(
    { ...brought, overrides: ["env.use=two-room"] },
    'Cannot use override "env.use=two-room": env is {"use":"two-room"}, expected nothing beside data.dataset',
  );
  assert.throws(
    () => resolve({ text: text.replace(/"env": .*/, "") }),
    /env is missing, expected \{"use": name/,
  );
  assert.throws(
    () => resolve({ text: text.replace(/"policy": .*/, "") }),
    /data\.policy is missing, expected \{"use": name/,
  );
});

Deno.test("preset, overrides and seed are laid over the task in this order", () => {
  const { task } = resolve({ preset: "smoke", overrides: ["train.joint.steps=3", "seed=5"], seed: 9 });
  assert.equal(task.data.episodes, 4);
  assert.equal(task.train.joint.steps, 3);
  assert.equal(task.train.joint.batch, 128);
  assert.equal(task.seed, 9);
});

Deno.test("a preset that chooses another component leaves the old options behind", () => {
  assert.deepEqual(resolve({ preset: "other-planner" }).task.plan?.planner, { use: "icem", with: {} });
});

Deno.test("a mistake in the file names its line and column, also in a preset that is not in use", () => {
  refuse(
    { text: text.replace('"heldOut"', '"heldout"') },
    `Cannot use ${file}:13:5: data has no "heldout", did you mean "heldOut"?`,
  );
  refuse(
    { text: text.replace('"episodes": 4', '"episods": 4') },
    `Cannot use ${file}:54:26: data has no "episods", did you mean "episodes"?`,
  );
  refuse(
    { text: text.replace('"steps": 1000,', "") },
    `Cannot use ${file}:21:14: train.joint.steps is missing, expected a whole number of at least 1`,
  );
});

Deno.test("a mistake in an override quotes it", () => {
  refuseOverride("train.joint.stps=5", 'train.joint has no "stps", did you mean "steps"?');
  refuseOverride("env.with.size=1000", "env.with.size is 1000, expected a whole number from 16 to 224");
  refuseOverride("env.with.siz=64", 'env.with has no "siz", did you mean "size"?');
  refuseOverride("plan.planner.use=icm", 'plan.planner.use is "icm", did you mean "icem"?');
  refuseOverride("plan.planner=cem", 'plan.planner is "cem", expected {"use": name, "with": options}');
  refuseOverride("plan.execute=9", "plan.execute is 9, expected at most plan.horizon, which is 5");
  refuseOverride(
    "train.joint.target=3",
    'train.joint.target is 3, expected "online" or "stopped" or {"ema": a number greater than 0 and less than 1}',
  );
  refuseOverride("name=Demo", 'name is "Demo", expected a short name in kebab-case');
  refuseOverride('train={"A b":{}}', 'train has "A b", expected a short name in kebab-case');
  refuseOverride("evaluate.sucess={}", 'evaluate has no "sucess", did you mean "success"?');
  refuseOverride(
    "train.jont.steps=5",
    'train.jont.learn is missing, expected a list of at least 1, each "encoder" or "predictor", or did you mean stage "joint"?',
  );
  refuse({ seed: 1.5 }, "Cannot use --seed 1.5: seed is 1.5, expected a whole number of at least 0");
});

Deno.test("objectives, learn and betas have their sizes checked", () => {
  refuse(
    { text: text.replace(/"objectives": \{[^]*?\n {6}\},/, '"objectives": {},') },
    `Cannot use ${file}:24:21: train.joint.objectives is {}, expected at least one objective`,
  );
  refuseOverride(
    "train.joint.learn=[]",
    'train.joint.learn is [], expected a list of at least 1, each "encoder" or "predictor"',
  );
  refuseOverride(
    "train.joint.optimiser.betas=[0.5]",
    "train.joint.optimiser.betas is [0.5], expected a list of 2 items, each a number of at least 0 and less than 1",
  );
});

Deno.test("presets are objects with names, found by name, and leave the whole file's keys alone", () => {
  refuse({ preset: "smok" }, `Cannot find preset "smok" in ${file}: did you mean "smoke"?`);
  refuse(
    { text: text.replace('"smoke": {', '"smoke": { "name": "x",') },
    `Cannot use ${file}:54:16: presets.smoke sets "name", expected it in the task itself`,
  );
  refuse(
    { text: text.replace(/"presets": [^]*/, '"presets": { "smoke": 3 } }') },
    `Cannot use ${file}:53:25: presets.smoke is 3, expected an object`,
  );
});

Deno.test("names of Object.prototype are names like any other", () => {
  refuseOverride("env.use=constructor", 'env.use is "constructor", expected "two-room"');
  refuseOverride("env.with.constructor=1", 'env.with has no "constructor", there is "size"');
  const { task } = resolve({ text: text.replaceAll('"joint"', '"constructor"') });
  assert.deepEqual(Object.keys(task.train), ["constructor"]);
});

Deno.test("a registry without a kind refuses its components", () => {
  const small = '{ "name": "small", "env": { "use": "two-room", "with": {} } }';
  assert.throws(
    () => resolveTask({ text: small, file, registry: new Registry([]) }),
    new InputError(`Cannot use ${file}:1:36: env.use is "two-room", there is none`),
  );
});

Deno.test("plugins are read before there is a registry", () => {
  assert.deepEqual(taskPlugins({ text, file, overrides: ['plugins=["./mine.ts"]'] }), ["./mine.ts"]);
  assert.deepEqual(taskPlugins({ text: "{}", file }), []);
  assert.throws(
    () => taskPlugins({ text: '{"plugins": "./mine.ts"}', file }),
    new InputError(
      `Cannot use ${file}:1:13: plugins is "./mine.ts", expected a list of module specifiers, or {"use": specifier, "trusted": false} for one that is not trusted`,
    ),
  );
});

Deno.test("a plugin that is not trusted says so, in one way only", () => {
  const named = (plugin: string) => taskPlugins({ text: `{"plugins": [${plugin}]}`, file });
  assert.deepEqual(named('{"use": "./mine.ts", "trusted": false}'), [{ use: "./mine.ts", trusted: false }]);
  for (
    const wrong of [
      '{"use": "./mine.ts"}',
      '{"use": "./mine.ts", "trusted": true}',
      '{"use": "./mine.ts", "trusted": "false"}',
      '{"use": "./mine.ts", "trusted": false, "more": 1}',
      '["./mine.ts"]',
      "null",
    ]
  ) assert.throws(() => named(wrong), /"trusted": false\} for one that is not trusted$/);
});
