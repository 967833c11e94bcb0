import assert from "node:assert/strict";
import { fixtureRegistry as registry, fixtureTask as text } from "../../tests/fixtures/task_file.ts";
import { canonicalJson, dataKey, taskHash } from "./hash.ts";
import { resolveTask } from "./resolve.ts";
import type { Task } from "./task.ts";

function task(...overrides: string[]): Task {
  return resolveTask({ text, file: "t.jsonc", registry, overrides }).task;
}

Deno.test("canonical JSON sorts keys at every level and keeps the order of lists", () => {
  assert.equal(canonicalJson({ b: [{ d: 1, c: 2 }, 1], a: null }), '{"a":null,"b":[{"c":2,"d":1},1]}');
});

Deno.test("the hash follows what is trained and not the seed, the comments or spelt-out defaults", async () => {
  const hash = await taskHash(task());
  assert.match(hash, /^[0-9a-f]{12}$/);
  assert.equal(await taskHash(task("seed=8")), hash);
  assert.notEqual(await taskHash(task("train.joint.steps=1001")), hash);
  const bare = text.replace('"logEvery": 25,', "").replace("// Every key of the schema.", "");
  assert.equal(await taskHash(resolveTask({ text: bare, file: "t.jsonc", registry }).task), hash);
});

Deno.test("the order of stages counts, because they are trained in it", async () => {
  const { train: { joint }, ...rest } = task();
  const one = { ...rest, train: { first: joint, second: { ...joint, steps: 1 } } };
  const other = { ...rest, train: { second: { ...joint, steps: 1 }, first: joint } };
  assert.notEqual(await taskHash(one), await taskHash(other));
});

Deno.test("tasks share data when world, policy, episodes, steps and seed agree", async () => {
  const key = await dataKey(task());
  for (const same of ["data.heldOut=0.5", "data.frameskip=1", "train.joint.steps=1", "name=other"]) {
    assert.equal(await dataKey(task(same)), key, same);
  }
  for (
    const other of ["data.episodes=3", "data.steps=9", "seed=8", "env.with.size=64", "data.policy.use=random"]
  ) {
    assert.notEqual(await dataKey(task(other)), key, other);
  }
});
