import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { InputError } from "../../core/errors.ts";
import { closeSandboxes } from "../sandbox/open_sandbox.ts";
import { loadPlugins } from "./load_plugins.ts";

async function inFolder(
  files: { readonly [name: string]: string },
  run: (base: URL) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(`${folder}/${name}`, text);
    await run(pathToFileURL(`${folder}/task.jsonc`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function refuse(specifier: string, base: URL, message: RegExp): Promise<void> {
  return assert.rejects(loadPlugins([specifier], base), (error) => {
    assert.ok(error instanceof InputError);
    assert.match(error.message, message);
    assert.ok(!error.message.includes("\n"));
    return true;
  });
}

Deno.test("paths are relative to the task file, and the order is kept", () =>
  inFolder({
    "one.js": 'export default { name: "one" };',
    "two.js": 'export default { name: "two" };',
  }, async (base) => {
    const plugins = await loadPlugins(["./two.js", "./one.js"], base);
    assert.deepEqual(plugins.map(({ name }) => name), ["two", "one"]);
  }));

Deno.test("a module that is missing, broken or no plugin is told apart", () =>
  inFolder({
    "none.js": "export const name = 1;",
    "throws.js": 'throw new Error("boom\\nbang");',
    "syntax.js": "export default {",
    "wrong.js": 'export default { name: "wrong", envs: {} };',
    "imports.js": 'import "./absent.js"; export default { name: "x" };',
  }, async (base) => {
    await refuse(
      "./absent.js",
      base,
      /^Cannot load plugin "\.\/absent\.js": there is no such module, expected/,
    );
    await refuse("./none.js", base, /^Cannot use plugin "\.\/none\.js": it has no default export, expected/);
    await refuse(
      "./throws.js",
      base,
      /^Cannot load plugin "\.\/throws\.js": its import failed with "boom", expected/,
    );
    await refuse(
      "./syntax.js",
      base,
      /^Cannot load plugin "\.\/syntax\.js": its import failed with .*, expected/,
    );
    await refuse(
      "./wrong.js",
      base,
      /^Cannot use plugin "\.\/wrong\.js": it has "envs", did you mean "env"\?$/,
    );
    await refuse(
      "./imports.js",
      base,
      /^Cannot load plugin "\.\/imports\.js": its import failed with "Module not found/,
    );
  }));

Deno.test("only paths and package schemes are imported", () =>
  inFolder({ "mine.js": 'export default { name: "mine" };' }, async (base) => {
    for (
      const specifier of ["mine.js", "data:text/javascript,export default {}", "node:fs", "http://a.b/c.js"]
    ) {
      await refuse(specifier, base, /found neither a path nor a known scheme, expected \.\/path, /);
    }
  }));

Deno.test("one that is not trusted is loaded elsewhere: its code does not run here", () =>
  inFolder(
    { "theirs.js": "globalThis.ran = true; export default { name: String(globalThis.ran) };" },
    async (base) => {
      try {
        const [plugin] = await loadPlugins([{ use: "./theirs.js", trusted: false }], base);
        assert.equal(plugin.name, "true");
        assert.ok(!("ran" in globalThis));
      } finally {
        closeSandboxes();
      }
    },
  ));
