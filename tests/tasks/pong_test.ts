import assert from "node:assert/strict";
import builtin from "../../builtin.ts";
import { Registry } from "../../core/registry.ts";
import { resolveTask } from "../../core/task/resolve.ts";
import { tasks } from "../../tasks/mod.ts";

const registry = new Registry([builtin]);

/** The present picture of an observation, and the earlier one. */
function pictures(observation: ArrayLike<number>): readonly [present: string, earlier: string] {
  const part = (which: number) =>
    Array.from(observation).filter((_, i) => Math.floor(i / 3) % 2 === which).join();
  return [part(1), part(0)];
}

Deno.test("no observation of task pong holds a picture of the one before, which would give the future away", () => {
  const { task } = resolveTask({ text: tasks.pong, file: "pong.jsonc", registry });
  const env = registry.make("env", task.env!, {});
  const inPlay = env.variables.findIndex(({ name }) => name === "serve_in");
  let seen = 0;
  env.reset({ seed: 1 });
  for (let step = 0; step < 60; step++) {
    const [present] = pictures(env.observe("pixels"));
    const playing = env.measure()[inPlay] === 0;
    env.step(Float32Array.of(step % 6));
    const [next, earlier] = pictures(env.observe("pixels"));
    if (!playing || env.measure()[inPlay] > 0) continue;
    assert.notEqual(earlier, present);
    assert.notEqual(earlier, next);
    seen++;
  }
  assert.ok(seen > 20);
});
