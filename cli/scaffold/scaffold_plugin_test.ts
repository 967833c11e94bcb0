import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import builtin from "../../builtin.ts";
import { HostError, InputError } from "../../core/errors.ts";
import { Registry } from "../../core/registry.ts";
import { resolveTask } from "../../core/task/resolve.ts";
import { loadPlugins } from "../../host/task/load_plugins.ts";
import { blueprints } from "./blueprints.ts";
import { scaffoldPlugin } from "./scaffold_plugin.ts";

const FILES = [".gitignore", "README.md", "deno.json", "deno.lock", "mod.ts", "mod_test.ts", "task.jsonc"];

async function inFolder(run: (out: string) => void | Promise<void>): Promise<void> {
  const out = await Deno.makeTempDir();
  try {
    await run(out);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

for (const kind of Object.keys(blueprints)) {
  Deno.test(`a new ${kind} is a plugin, and its task uses it`, () =>
    inFolder(async (out) => {
      const { folder, files } = scaffoldPlugin({ kind, name: "line-7", out });
      assert.equal(folder, join(out, "line-7"));
      assert.deepEqual([...files].sort(), FILES);
      assert.deepEqual(readdirSync(folder).sort(), FILES);
      for (const file of FILES.filter((name) => name !== "deno.lock")) {
        assert.doesNotMatch(readFileSync(join(folder, file), "utf8"), /my-(?!scope)/, "no blank is left");
      }
      const [plugin] = await loadPlugins([join(folder, "mod.ts")], new URL("file:///"));
      const registry = new Registry([builtin, plugin]);
      const text = readFileSync(join(folder, "task.jsonc"), "utf8");
      for (const preset of [undefined, "smoke"]) {
        const source = { text, file: "task.jsonc", registry, ...(preset !== undefined && { preset }) };
        const { task } = resolveTask(source);
        assert.ok(JSON.stringify({ ...task, name: "" }).includes('"line-7"'), "the task uses the component");
      }
    }));
}

Deno.test("the configuration names a package, the framework, and the checkout it came from", () =>
  inFolder((out) => {
    const { folder } = scaffoldPlugin({ kind: "encoder", name: "eye", out });
    const config = JSON.parse(readFileSync(join(folder, "deno.json"), "utf8"));
    assert.equal(config.name, "@my-scope/eye");
    assert.match(config.imports["@orrery/orrery"], /^jsr:@orrery\/orrery@\^\d+\.\d+\.\d+$/);
    assert.match(config.imports["@tensorflow/tfjs-core"], /^npm:@tensorflow\/tfjs-core@[\d.]+$/);
    assert.ok(existsSync(join(config.links[0], "builtin.ts")));
    assert.doesNotMatch(JSON.stringify(config.tasks), /-A\b|--allow-all|cli\/main\.ts/);
  }));

Deno.test("what cannot be created is refused in one sentence, and nothing is written", () =>
  inFolder((out) => {
    const refuse = (kind: string, name: string, message: string) =>
      assert.throws(() => scaffoldPlugin({ kind, name, out }), new InputError(message));
    refuse("encodr", "eye", 'Cannot create a plugin of kind "encodr": did you mean "encoder"?');
    refuse(
      "toString",
      "eye",
      'Cannot create a plugin of kind "toString": there is "env", "wrapper", "policy", "encoder", "predictor", "objective", "planner", "evaluation"',
    );
    const shape =
      "the name is not in kebab-case, expected lower case words joined by hyphens, such as my-world";
    for (const name of ["", "Eye", "my_eye", "../eye", "eye.ts", "-eye", "1eye"]) {
      refuse("encoder", name, `Cannot create encoder "${name}": ${shape}`);
    }
    refuse("env", "a", 'Cannot create env "a": the name has 1 characters, expected 2 to 58');
    refuse(
      "env",
      "two-room",
      'Cannot create env "two-room": a built-in component has that name, expected another name',
    );
    assert.deepEqual(readdirSync(out), []);
    mkdirSync(join(out, "eye"));
    refuse(
      "encoder",
      "eye",
      `Cannot create encoder "eye": "${join(out, "eye")}" is there already, expected a folder that is not`,
    );
    assert.deepEqual(readdirSync(join(out, "eye")), []);
    writeFileSync(join(out, "file"), "");
    assert.throws(
      () => scaffoldPlugin({ kind: "env", name: "line", out: join(out, "file") }),
      (error) => error instanceof HostError && error.message.startsWith("Cannot create folder"),
    );
  }));
