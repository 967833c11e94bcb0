import assert from "node:assert/strict";
import { component } from "../core/component.ts";
import { Registry } from "../core/registry.ts";
import type { EvaluationTask, Plugin } from "../core/types.ts";
import { DotWorld } from "../tests/fixtures/dot_world.ts";
import { tinyTask } from "../tests/crash/tiny_run.ts";
import { checkEvaluations } from "./check_evaluations.ts";

/** Evaluations with a check, and worlds that tell when they are closed. */
function watched(check: (task: EvaluationTask) => void) {
  const closed: DotWorld[] = [];
  class Closing extends DotWorld {
    close = () => void closed.push(this);
  }
  const evaluate = () => Promise.reject(new Error("nothing is trained"));
  const plugin: Plugin = {
    name: "watched",
    env: { "two-room": component("env", { description: "Dots", options: {}, make: () => new Closing() }) },
    evaluation: {
      asks: component("evaluation", { description: "Asks", options: {}, make: () => ({ check, evaluate }) }),
      silent: component("evaluation", {
        description: "Asks nothing",
        options: {},
        make: () => ({ evaluate }),
      }),
    },
  };
  const task = { ...tinyTask().task, env: { use: "two-room" } };
  return { closed, parts: { task, registry: new Registry([plugin]) } };
}

Deno.test("an evaluation is told of the task what is known before training, and its worlds are closed", () => {
  let asked = 0;
  const { closed, parts } = watched(({ variables, actionSpace, steps, plan, makeEnv }) => {
    asked++;
    assert.equal(steps, parts.task.data.steps);
    assert.deepEqual([variables, actionSpace], [spec.variables, spec.actionSpace]);
    assert.equal(plan, undefined);
    assert.equal(makeEnv().id, "dot@1");
    assert.equal(closed.length, 0);
  });
  const spec = new DotWorld();
  checkEvaluations(parts, spec, { asks: {}, silent: {} });
  assert.deepEqual([asked, closed.length], [1, 1]);
});

Deno.test("what an evaluation refuses is refused, and its worlds are closed", () => {
  const { closed, parts } = watched(({ makeEnv }) => {
    makeEnv();
    throw new RangeError("not this task");
  });
  assert.throws(() => checkEvaluations(parts, new DotWorld(), { asks: {} }), new RangeError("not this task"));
  assert.equal(closed.length, 1);
  checkEvaluations(parts, new DotWorld());
});
