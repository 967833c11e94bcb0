import { registerGradients } from "@orrery/orrery/core";
import { checkObjective } from "@orrery/orrery/testing";
import { objective } from "./mod.ts";
import "@tensorflow/tfjs-backend-cpu";

registerGradients();

Deno.test("my-objective keeps every rule of an objective", () =>
  checkObjective((given) => objective.make({ floor: 2 }, given)));
