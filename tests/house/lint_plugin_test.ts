import assert from "node:assert/strict";
import plugin from "../../tools/lint_plugin.ts";

/** Messages on a source file below the project. */
function messages(path: string, source: string): string[] {
  const file = new URL(`../../${path}`, import.meta.url).pathname;
  return Deno.lint.runPlugin(plugin, file, source).map(({ message }) => message);
}

Deno.test("a cast through a type of all values is refused, a single cast is not", () => {
  for (const through of ["unknown", "object"]) {
    assert.deepEqual(messages("core/a.ts", `export const a = b as ${through} as Date;`), [
      `Cannot cast through ${through}: expected a check or a better type`,
    ]);
  }
  assert.deepEqual(messages("core/a.ts", "export const a = b as Date, c = b as object;"), []);
});

Deno.test("only cli/ and tools/ print", () => {
  const print = "console.log(1);";
  assert.equal(messages("core/a.ts", print).length, 1);
  assert.equal(messages("host/tools/a.ts", print).length, 1);
  assert.deepEqual(["cli/a.ts", "tools/a.ts"].flatMap((path) => messages(path, print)), []);
});
