import assert from "node:assert/strict";
import builtin from "../../builtin.ts";
import { Registry } from "../../core/registry.ts";
import { jsonSchema } from "../../core/task/json_schema.ts";
import { resolveTask } from "../../core/task/resolve.ts";
import { checkPlugin } from "../../host/task/check_plugin.ts";
import { tasks } from "../../tasks/mod.ts";
import schema from "../../tasks/schema.json" with { type: "json" };

const registry = new Registry([builtin]);

Deno.test("the built-in plugin passes the checks of a plugin from outside", () => {
  checkPlugin(builtin, "builtin.ts");
});

Deno.test("every built-in task resolves as it is and with each of its presets, and has smoke, cpu and gpu", () => {
  for (const [name, text] of Object.entries(tasks)) {
    const file = `${name}.jsonc`;
    const { task, presets } = resolveTask({ text, file, registry });
    assert.equal(task.name, name);
    for (const needed of ["smoke", "cpu", "gpu"]) assert.ok(presets.includes(needed), `${name}: ${needed}`);
    for (const preset of presets) resolveTask({ text, file, registry, preset });
  }
});

Deno.test("the editor schema in tasks/ is the one that the built-in components give", () => {
  assert.deepEqual(schema, jsonSchema(registry), 'run "deno task schema --write tasks/schema.json"');
});
