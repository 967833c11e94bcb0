import assert from "node:assert/strict";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { tinyTask } from "../../tests/crash/tiny_run.ts";
import { buildModel, modelVariables } from "../build.ts";
import { component } from "../component.ts";
import { read } from "../engine/read.ts";
import type { Registry } from "../registry.ts";
import { seededRng } from "../rng.ts";
import type { StageTask, Task } from "../task/task.ts";
import type { EnvSpec, Plugin, Variables } from "../types.ts";
import { rehearseTraining } from "./rehearse.ts";

await openTestBackend();

type Spec = Pick<EnvSpec, "observations" | "actionSpace">;
const spec: Spec = {
  observations: {
    pixels: { shape: [16, 16, 3], dtype: "uint8" },
    proprio: { shape: [2], dtype: "float32" },
  },
  actionSpace: { kind: "box", low: [-1, -1], high: [1, 1] },
};

/** The tiny task with a second stage, by which a task fails late. */
function twoStages(change: Partial<StageTask>): { readonly task: Task; readonly registry: Registry } {
  const { task, registry } = tinyTask();
  return { task: { ...task, train: { ...task.train, later: { ...task.train.joint, ...change } } }, registry };
}

function refuses(task: Task, registry: Registry, message: RegExp): Promise<void> {
  return assert.rejects(rehearseTraining(task, registry, spec), { name: "InputError", message });
}

Deno.test("a later stage that cannot work with its partners is refused, and names itself", async () => {
  const only = (objective: string) => ({ [objective]: { weight: 1 } });
  const cases: readonly (readonly [Partial<StageTask>, RegExp])[] = [
    [{ window: 1 }, /^Cannot predict the next frame: a window has 1, .* \(train\.later\)$/],
    [{ objectives: only("vicreg"), learn: ["encoder"] }, /the stage has 0 views, .* \(train\.later\)$/],
    [{ objectives: only("masked-prediction") }, /^Cannot mask tokens: a frame has 1 of them/],
    [
      { objectives: only("sigreg") },
      /^Cannot train stage "later": none of its objectives, "sigreg", gives a gradient to "predictor\./,
    ],
    [
      { objectives: only("sigreg"), learn: ["predictor"] },
      /gives a gradient to any weight, .*"predictor"; take/,
    ],
    [{ objectives: {} }, /^Cannot train stage "later": it has no objectives$/],
    [
      { views: [{ use: "random-crop" }], objectives: only("vicreg"), learn: ["encoder"] },
      /at least 2; name them/,
    ],
    [
      { window: 7 },
      /window of train\.later\.window 7 frames, .* takes 6 steps, expected at most data\.steps, which is 5/,
    ],
  ];
  for (const [change, message] of cases) {
    const { task, registry } = twoStages(change);
    await refuses({ ...task, data: { ...task.data, steps: 5 } }, registry, message);
  }
});

Deno.test("a batch of one sample is refused where an objective needs more, and no other batch", async () => {
  const views = [{ use: "random-crop" }, { use: "random-crop" }];
  const see = { learn: ["encoder"], views, objectives: { vicreg: { weight: 1 } }, window: 1 };
  const one = twoStages({ ...see, batch: 1 });
  await refuses(one.task, one.registry, /a batch of 1 rows: .* expected at least 2 \(train\.later\)$/);
  const two = twoStages({ ...see, batch: 2 });
  (await rehearseTraining(two.task, two.registry, spec))[Symbol.dispose]();
});

Deno.test("parts that do not fit the world or each other, and a task without stages, are refused", async () => {
  const { task, registry } = tinyTask();
  await refuses({ ...task, train: {} }, registry, /^Cannot train task "tiny": its "train" is empty/);
  const masked = { ...task.model, predictor: { use: "masked-transformer" } };
  await refuses({ ...task, model: masked }, registry, /given actions, expected positions \(train\.joint\)$/);
  const patches = { ...task.model, encoder: { use: "vit", with: { patch: 7 } } };
  await refuses({ ...task, model: patches }, registry, /^Cannot build encoder "vit"/);
});

/** All weights, side by side. */
async function weightsOf(model: Parameters<typeof modelVariables>[0]): Promise<readonly Float32Array[]> {
  const { encoder: { params: a }, predictor: { params: b } } = model;
  return await read([a, b].flatMap((part: Variables) => Object.values(part)).map((weight) => weight.clone()));
}

Deno.test("a task that works is let through: any space of actions, any stream, weights as they were", () =>
  noLeaks(async () => {
    const { task, registry } = twoStages({ target: { ema: 0.9 } });
    const spaces: readonly Spec["actionSpace"][] = [
      spec.actionSpace,
      { kind: "discrete", n: 3 },
      { kind: "box", low: [2, -Infinity], high: [5, Infinity] },
    ];
    for (const actionSpace of spaces) {
      const own = { ...spec, actionSpace };
      const fresh = buildModel(task, registry, own, seededRng(task.seed).fork("init"));
      const expected = await weightsOf(fresh);
      for (const weight of Object.values(modelVariables(fresh))) weight.dispose();
      using model = await rehearseTraining(task, registry, own);
      assert.deepEqual(await weightsOf(model), expected);
    }
  }));

Deno.test("what a component throws that is no refusal comes as it is", async () => {
  const plugin: Plugin = {
    name: "broken",
    objective: {
      broken: component("objective", {
        description: "Breaks",
        options: {},
        make: () => ({
          params: {},
          buffers: {},
          loss: () => {
            throw new RangeError("broken");
          },
        }),
      }),
    },
  };
  const { task, registry } = tinyTask(['train.joint.objectives={"broken":{"weight":1}}'], [plugin]);
  await assert.rejects(rehearseTraining(task, registry, spec), { name: "RangeError", message: "broken" });
});
