import { checkEvaluation } from "@orrery/orrery/testing";
import { evaluation } from "./mod.ts";
import "@tensorflow/tfjs-backend-cpu";

Deno.test("my-evaluation keeps every rule of an evaluation", () =>
  checkEvaluation(() => evaluation.make({}, {})));
