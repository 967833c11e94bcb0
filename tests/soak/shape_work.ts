import type { StepShape } from "../../bench/step_shapes.ts";
import { makeTrainingStep } from "../../bench/training_step.ts";
import builtin from "../../builtin.ts";
import { Registry } from "../../core/registry.ts";
import type { Work } from "./small_work.ts";

/** Training steps of one of the benchmarks' models. */
export async function shapeTraining(shape: StepShape): Promise<Work> {
  const step = await makeTrainingStep(new Registry([builtin]), shape);
  return { once: () => step.time(1), [Symbol.dispose]: () => step[Symbol.dispose]() };
}
