import assert from "node:assert/strict";
import { component } from "../core/component.ts";
import { Registry } from "../core/registry.ts";
import type { EvaluationTask, Plugin } from "../core/types.ts";
import { DotWorld } from "../testing/fixtures/dot_world.ts";
import { dotEpisodes } from "../testing/fixtures/dot_episodes.ts";
import { tinyTask } from "../tests/crash/tiny_run.ts";
import { checkEvaluations } from "./evaluation_task.ts";

/** Evaluations with a check, and worlds that tell when they are closed. */
function watched(check: (task: EvaluationTask) => void | Promise<void>) {
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

Deno.test("an evaluation is told of the task what is known before training, and its worlds are closed", async () => {
  let asked = 0;
  const { closed, parts } = watched(({ variables, actionSpace, steps, plan, makeEnv, ...more }) => {
    asked++;
    assert.equal(steps, parts.task.data.steps);
    assert.deepEqual([more.frameskip, more.heldOutEpisodes, more.worldless], [1, 1, false]);
    assert.deepEqual([more.world, more.heldOut, more.training], [undefined, undefined, undefined]);
    assert.deepEqual([variables, actionSpace], [spec.variables, spec.actionSpace]);
    assert.equal(plan, undefined);
    assert.equal(makeEnv().id, "dot@1");
    assert.equal(closed.length, 0);
  });
  const spec = new DotWorld();
  await checkEvaluations(parts, spec, { asks: {}, silent: {} });
  assert.deepEqual([asked, closed.length], [1, 1]);
});

Deno.test("what an evaluation refuses is refused, at once or later, and its worlds are closed after it", async () => {
  const refusal = new RangeError("not this task");
  for (const later of [false, true]) {
    const { closed, parts } = watched(({ makeEnv }) => {
      makeEnv();
      if (!later) throw refusal;
      return Promise.resolve().then(() => {
        assert.equal(closed.length, 0);
        throw refusal;
      });
    });
    await assert.rejects(checkEvaluations(parts, new DotWorld(), { asks: {} }), refusal);
    assert.equal(closed.length, 1);
    await checkEvaluations(parts, new DotWorld());
  }
});

Deno.test("what is known besides is handed on, and a task of a dataset has no world", async () => {
  const heldOut = dotEpisodes(2);
  const { parts } = watched((asked) => {
    assert.equal(asked.heldOut, heldOut);
    assert.equal(asked.heldOutEpisodes, 5);
    assert.equal(asked.worldless, true);
    assert.throws(() => asked.makeEnv(), /Cannot make the world/);
  });
  const { task: { env: _, ...task }, registry } = parts;
  const data = { dataset: { use: "dots" }, heldOut: 0.5, frameskip: 1 };
  const known = { episodes: 10, heldOut };
  await checkEvaluations({ task: { ...task, data }, registry }, new DotWorld(), { asks: {} }, known);
});
