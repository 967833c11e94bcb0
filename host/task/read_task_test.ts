import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { fixturePlugin, fixtureTask } from "../../tests/fixtures/task_file.ts";
import { readTask } from "./read_task.ts";

const plugins = [fixturePlugin];
const tasks = { demo: fixtureTask };

const MODULE = `export default {
  name: "mine",
  planner: { mine: { kind: "planner", description: "Mine", options: {}, make() { throw new Error(); } } },
};`;

Deno.test("a built-in task is read by its name", async () => {
  const { task, file, registry } = await readTask("demo", { plugins, tasks, preset: "smoke", seed: 3 });
  assert.deepEqual([task.name, task.seed, task.data.episodes, file], ["demo-task", 3, 4, "demo.jsonc"]);
  assert.deepEqual(registry.names("planner"), ["cem", "icem"]);
});

Deno.test("plugins beside the task file are announced, loaded and used", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/mine.js`, MODULE);
    const text = fixtureTask.replace('"plugins": []', '"plugins": ["./mine.js"]').replace('"cem"', '"mine"')
      .replace('"with": { "samples": 100, "elites": 10 }', '"with": {}');
    const path = `${folder}/task.jsonc`;
    await Deno.writeTextFile(path, text);
    const announced: string[] = [];
    const { task } = await readTask(path, {
      plugins,
      tasks,
      announce: (specifiers) => announced.push(...specifiers),
    });
    assert.deepEqual(task.plan?.planner, { use: "mine", with: {} });
    assert.deepEqual(announced, ["./mine.js"]);
    await Deno.writeTextFile(path, text.replace('"use": "mine"', '"use": "mien"'));
    await assert.rejects(readTask(path, { plugins, tasks }), (error) => {
      assert.ok(error instanceof InputError);
      assert.match(error.message, /task\.jsonc:45:25: plan\.planner\.use is "mien", did you mean "mine"\?$/);
      return true;
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("plugins of an override are relative to the working folder", async () => {
  await assert.rejects(
    readTask("demo", { plugins, tasks, overrides: ['plugins=["./no_such_plugin.js"]'] }),
    new InputError(
      'Cannot load plugin "./no_such_plugin.js": there is no such module, expected a module that exports a plugin by default',
    ),
  );
});
