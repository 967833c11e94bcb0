import assert from "node:assert/strict";
import builtin from "../builtin.ts";
import { Registry } from "../core/registry.ts";
import type { StoredTensors } from "../core/safetensors.ts";
import { type BackendOptions, openBackend } from "../host/backends/open_backend.ts";
import type { BackendName } from "../host/backends/backend_report.ts";
import { openTestBackend } from "../tests/backend.ts";
import { noLeaks } from "../testing/no_leaks.ts";
import { SMALL_PLAN, SMALL_SHAPES } from "../tests/fixtures/small_shapes.ts";
import { compareAnswers } from "./compare_answers.ts";
import type { PlanShape } from "./plan_shapes.ts";
import { makePlanning } from "./planning.ts";
import type { StepShape } from "./step_shapes.ts";
import { makeTrainingStep } from "./training_step.ts";
import { worstGradient } from "./worst_gradient.ts";

const registry = new Registry([builtin]);

async function answersOn(
  name: BackendName,
  shape: StepShape | PlanShape,
  options: BackendOptions,
): Promise<StoredTensors> {
  await openBackend(name, options);
  let answers: StoredTensors = new Map();
  await noLeaks(async () => {
    using work =
      await ("episodes" in shape ? makePlanning(registry, shape) : makeTrainingStep(registry, shape));
    await work.time(1);
    answers = work.answers;
  });
  return answers;
}

const loss = (answers: StoredTensors): number => answers.get("loss")?.data[0] ?? NaN;

for (const [products, options] of Object.entries({ BLAS: {}, XNNPACK: { blas: false } })) {
  for (const shape of SMALL_SHAPES) {
    Deno.test(`a step of ${shape.name} with ${products} and own kernels is the plain one`, async () => {
      const fast = await answersOn("wasm", shape, options);
      const plain = await answersOn("reference", shape, {});
      assert.ok(Math.abs(loss(fast) - loss(plain)) <= 1e-5 * Math.abs(loss(plain)));
      const worst = worstGradient(fast, plain);
      assert.ok(worst && worst.error <= 1e-4, `${worst?.tensor}: ${worst?.error}`);
      await openTestBackend();
    });
  }

  Deno.test(`a plan with ${products} and own kernels scores as the plain one`, async () => {
    const fast = await answersOn("wasm", SMALL_PLAN, options);
    const { scoreError } = compareAnswers("plan", fast, await answersOn("reference", SMALL_PLAN, {}));
    assert.ok(scoreError !== undefined && scoreError <= 1e-5, `${scoreError}`);
    await openTestBackend();
  });
}
