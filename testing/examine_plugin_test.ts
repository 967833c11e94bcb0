import assert from "node:assert/strict";
import builtin from "../builtin.ts";
import { component } from "../core/component.ts";
import type { Plugin } from "../core/types.ts";
import { pushT } from "../envs/mod.ts";
import { correlated, pushTExpert } from "../policies/mod.ts";
import { openTestBackend } from "../tests/backend.ts";
import { examinePlugin } from "./examine_plugin.ts";
import { LineWorld } from "./line_world.ts";

await openTestBackend();

const line = component("env", { description: "A line", options: {}, make: () => new LineWorld() });

Deno.test("every component is examined, in the order of the kinds", async () => {
  const plugin: Plugin = {
    name: "some",
    planner: builtin.planner ?? {},
    cost: builtin.cost ?? {},
    policy: { correlated },
    env: { line },
  };
  assert.deepEqual(await examinePlugin(plugin), [
    { kind: "env", name: "line" },
    { kind: "policy", name: "correlated" },
    { kind: "cost", name: "goal-distance" },
    ...Object.keys(builtin.planner ?? {}).map((name) => ({ kind: "planner", name })),
  ]);
  assert.deepEqual(await examinePlugin({ name: "nothing" }), []);
});

Deno.test("policies act in the plugin's own world, in two rooms, or in the world that is told", async () => {
  const experts: Plugin = { name: "experts", policy: { "push-t-expert": pushTExpert } };
  const [lost] = await examinePlugin(experts);
  assert.match(lost.problem ?? "", /^Cannot .*push-t/i);
  assert.deepEqual(await examinePlugin(experts, pushT), [{ kind: "policy", name: "push-t-expert" }]);
  assert.deepEqual(await examinePlugin({ ...experts, env: { "push-t": pushT } }), [
    { kind: "env", name: "push-t" },
    { kind: "policy", name: "push-t-expert" },
  ]);
});

Deno.test("what no suite foresaw is told in one sentence, and the others are examined all the same", async () => {
  const failing = (thrown: unknown) =>
    component("planner", {
      description: "Fails",
      options: {},
      make: () => {
        throw thrown;
      },
    });
  const planner = {
    ...builtin.planner,
    bad: failing(new RangeError("too far\n  by 3")),
    worse: failing("no"),
  };
  const findings = await examinePlugin({ name: "some", planner });
  assert.deepEqual(findings.map(({ problem }) => problem), [
    ...Object.keys(builtin.planner ?? {}).map(() => undefined),
    'Cannot accept the planner: it throws RangeError "too far", expected that it works',
    "Cannot accept the planner: it throws no, expected an Error",
  ]);
});
