import assert from "node:assert/strict";
import { openTask } from "../../host/open_target.ts";
import { differencesFromProject } from "./differences_from_project.ts";

const run = (preset: string | null) => ({
  info: {
    format: 1,
    task: "tworoom",
    hash: "",
    seed: 3,
    preset,
    base: "",
    command: "",
    started: "",
    versions: {},
    backend: { name: "wasm", adapter: undefined, blas: undefined, reason: "" },
    seconds: {},
    finished: true,
  } as const,
});

Deno.test("what was laid over a task is told as overrides say it", async () => {
  const overrides = ['env.wrap=[{"use":"blur"}]', "plan.execute=1"];
  const { task } = await openTask("tworoom", { preset: "cpu", seed: 3, overrides });
  const [wrap, ...rest] = await differencesFromProject({ run: run("cpu"), task }) ?? [];
  assert.match(wrap, /^env\.wrap=.*"blur"/);
  assert.deepEqual(rest, ["plan.execute=1"]);
});

Deno.test("a task of a preset has nothing other, one of another project is not compared", async () => {
  const { task } = await openTask("tworoom", { preset: "cpu", seed: 3 });
  assert.deepEqual(await differencesFromProject({ run: run("cpu"), task }), []);
  assert.equal(await differencesFromProject({ run: run("cpu"), task: { ...task, name: "mine" } }), undefined);
  assert.equal(await differencesFromProject({ run: run("mine"), task }), undefined);
});
