import assert from "node:assert/strict";
import { InputError } from "../core/mod.ts";
import { checkElites } from "./cem_plan.ts";

Deno.test("elites are at most the samples, and two where a spread is estimated without bias", () => {
  checkElites("cem", { samples: 8, elites: 8, eliteStd: "unbiased" });
  checkElites("cem", { samples: 8, elites: 1, eliteStd: "population" });
  const refused = (message: string) => new InputError(`Cannot make planner "cem": elites is ${message}`);
  assert.throws(
    () => checkElites("cem", { samples: 8, elites: 9, eliteStd: "population" }),
    refused("9, expected at most samples, 8"),
  );
  assert.throws(
    () => checkElites("cem", { samples: 8, elites: 1, eliteStd: "unbiased" }),
    refused('1, expected at least 2 with "unbiased" eliteStd'),
  );
});
