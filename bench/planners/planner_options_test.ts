import assert from "node:assert/strict";
import builtin from "../../builtin.ts";
import { InputError } from "../../core/errors.ts";
import { Registry } from "../../core/registry.ts";
import { resolveTask } from "../../core/task/resolve.ts";
import type { Use } from "../../core/types.ts";
import { tasks } from "../../tasks/mod.ts";
import { plannerOptions } from "./planner_options.ts";

const registry = new Registry([builtin]);

/** The planner of TwoRoom, with all its defaults, as a run keeps it. */
function resolved(overrides: readonly string[] = [], preset?: string): Use {
  const read = { text: tasks.tworoom, file: "tworoom.jsonc", registry, overrides };
  const { plan } = resolveTask({ ...read, ...(preset !== undefined && { preset }) }).task;
  assert.ok(plan?.planner.with?.elites !== undefined, "defaults are spelt out");
  return plan.planner;
}

Deno.test("defaults of the task's planner are nobody else's", () => {
  for (const planner of ["cem", "icem", "mppi", "random-shooting", "energy-ranking"]) {
    assert.deepEqual(plannerOptions(registry, planner, resolved()), {}, planner);
  }
});

Deno.test("a planner takes over what the task sets, and nothing that it does not have", () => {
  const cem = resolved(
    ["samples=64", "initialStd=0.25", "momentum=0.1"].map((x) => `plan.planner.with.${x}`),
  );
  assert.deepEqual(plannerOptions(registry, "cem", cem), { samples: 64, initialStd: 0.25, momentum: 0.1 });
  assert.deepEqual(plannerOptions(registry, "mppi", cem), { samples: 64, initialStd: 0.25 });
  assert.deepEqual(plannerOptions(registry, "random-shooting", cem), { samples: 64, initialStd: 0.25 });
  assert.deepEqual(plannerOptions(registry, "energy-ranking", cem), {});
});

Deno.test("elites are told to planners that choose some, not to one that weighs all candidates", () => {
  const cem = resolved([], "smoke");
  assert.deepEqual(plannerOptions(registry, "icem", cem), { samples: 64, elites: 8, iterations: 3 });
  const asked = { samples: 6 };
  const mppi = plannerOptions(registry, "mppi", cem, asked);
  assert.deepEqual(mppi, { samples: 6, iterations: 3 });
  registry.make("planner", { use: "mppi", with: mppi }, {});
});

Deno.test("what is asked for wins", () => {
  const cem = { use: "cem", with: { samples: 64, initialStd: 0.25 } };
  const asked = { samples: 8, temperature: 2 };
  assert.deepEqual(plannerOptions(registry, "mppi", cem, asked), {
    samples: 8,
    initialStd: 0.25,
    temperature: 2,
  });
});

Deno.test("an unknown planner is refused with the nearest", () => {
  assert.throws(
    () => plannerOptions(registry, "mpp", { use: "cem" }),
    (error) => error instanceof InputError && /planner "mpp": .*"mppi"/.test(error.message),
  );
});
