import assert from "node:assert/strict";
import builtin from "../../builtin.ts";
import { InputError } from "../../core/errors.ts";
import { Registry } from "../../core/registry.ts";
import { plannerOptions } from "./planner_options.ts";

const registry = new Registry([builtin]);
const cem = { use: "cem", with: { samples: 64, initialStd: 0.25, momentum: 0.1 } };

Deno.test("a planner takes over what it shares with the task's, and nothing that it does not have", () => {
  assert.deepEqual(plannerOptions(registry, "cem", cem), cem.with);
  assert.deepEqual(plannerOptions(registry, "mppi", cem), { samples: 64, initialStd: 0.25 });
  assert.deepEqual(plannerOptions(registry, "energy-ranking", cem), {});
  assert.deepEqual(plannerOptions(registry, "mppi", { use: "cem" }), {});
});

Deno.test("what is asked for wins", () => {
  const asked = { samples: 8, temperature: 2 };
  assert.deepEqual(plannerOptions(registry, "mppi", cem, asked), {
    samples: 8,
    initialStd: 0.25,
    temperature: 2,
  });
});

Deno.test("an unknown planner is refused with the nearest", () => {
  assert.throws(
    () => plannerOptions(registry, "mpp", cem),
    (error) => error instanceof InputError && /planner "mpp": .*"mppi"/.test(error.message),
  );
});
