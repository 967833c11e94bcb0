import encoderChecks from "./templates/encoder/conformance.ts" with { type: "text" };
import encoder from "./templates/encoder/mod.ts" with { type: "text" };
import envChecks from "./templates/env/conformance.ts" with { type: "text" };
import env from "./templates/env/mod.ts" with { type: "text" };
import evaluationChecks from "./templates/evaluation/conformance.ts" with { type: "text" };
import evaluation from "./templates/evaluation/mod.ts" with { type: "text" };
import objectiveChecks from "./templates/objective/conformance.ts" with { type: "text" };
import objective from "./templates/objective/mod.ts" with { type: "text" };
import plannerChecks from "./templates/planner/conformance.ts" with { type: "text" };
import planner from "./templates/planner/mod.ts" with { type: "text" };
import policyChecks from "./templates/policy/conformance.ts" with { type: "text" };
import policy from "./templates/policy/mod.ts" with { type: "text" };
import predictorChecks from "./templates/predictor/conformance.ts" with { type: "text" };
import predictor from "./templates/predictor/mod.ts" with { type: "text" };
import wrapperChecks from "./templates/wrapper/conformance.ts" with { type: "text" };
import wrapper from "./templates/wrapper/mod.ts" with { type: "text" };
import type { Json, Kind } from "../../core/types.ts";

/** Kinds of which there is a blueprint. */
export type ScaffoldKind = Extract<
  Kind,
  "env" | "wrapper" | "policy" | "encoder" | "predictor" | "objective" | "planner" | "evaluation"
>;

/** What a new plugin of one kind starts from; the component in it is called `my-<kind>`. */
export interface Blueprint {
  /** The source file. */
  readonly module: string;
  /** Its test. */
  readonly test: string;
  /** Where a task file names the component, and what stands there. */
  readonly slot: (name: string) => { readonly path: readonly string[]; readonly value: Json };
}

const at = (...path: string[]) => (name: string) => ({ path, value: { use: name } });

/** What new plugins start from. */
export const blueprints: { readonly [K in ScaffoldKind]: Blueprint } = {
  env: { module: env, test: envChecks, slot: at("env") },
  wrapper: {
    module: wrapper,
    test: wrapperChecks,
    slot: (name) => ({ path: ["env", "wrap"], value: [{ use: name }] }),
  },
  policy: { module: policy, test: policyChecks, slot: at("data", "policy") },
  encoder: { module: encoder, test: encoderChecks, slot: at("model", "encoder") },
  predictor: { module: predictor, test: predictorChecks, slot: at("model", "predictor") },
  objective: {
    module: objective,
    test: objectiveChecks,
    slot: (name) => ({ path: ["train", "joint", "objectives", name], value: { weight: 0.1 } }),
  },
  planner: { module: planner, test: plannerChecks, slot: at("plan", "planner") },
  evaluation: {
    module: evaluation,
    test: evaluationChecks,
    slot: (name) => ({ path: ["evaluate", name], value: {} }),
  },
};
