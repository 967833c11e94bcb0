import { registerGradients } from "@orrery/orrery/core";
import { checkPredictor } from "@orrery/orrery/testing";
import { predictor } from "./mod.ts";
import "@tensorflow/tfjs-backend-cpu";

registerGradients();

Deno.test("my-predictor keeps every rule of a predictor", () =>
  checkPredictor((given) => predictor.make({}, given)));
