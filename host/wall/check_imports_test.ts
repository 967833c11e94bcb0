import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { InputError } from "../../core/errors.ts";
import { checkGraph, checkImports } from "./check_imports.ts";

const same = (path: string): string => path;

function refused(specifier: string, remote: boolean): boolean {
  try {
    checkGraph("./mine.ts", [{ specifier }], { folders: ["/plugins/mine"], remote }, same);
    return false;
  } catch (error) {
    assert.ok(error instanceof InputError);
    assert.ok(error.message.includes(`it imports ${specifier}, expected`));
    return true;
  }
}

Deno.test("a local plugin stays in its folder, one from a registry off the disk", () => {
  const allowed = [
    "file:///plugins/mine/a.ts",
    "file:///plugins/mine/deep/b.json",
    "npm:/zod@4.0.0",
    "node:fs",
  ];
  for (const specifier of allowed) assert.equal(refused(specifier, false), false, specifier);
  const beyond = [
    "file:///plugins/mine.ts",
    "file:///plugins/mine2/a.ts",
    "file:///plugins/mine/../secret",
    "file:///etc/passwd",
    "https://jsr.io/@a/b/mod.ts",
    "http://localhost/a.ts",
    "blob:null/1",
  ];
  for (const specifier of beyond) assert.equal(refused(specifier, false), true, specifier);
  assert.equal(refused("https://jsr.io/@a/b/mod.ts", true), false);
  assert.equal(refused("http://localhost/a.ts", true), true);
});

Deno.test("imports are read without being run, as text, by a link and by a later module too", async () => {
  const folder = await Deno.makeTempDir();
  const mine = join(folder, "mine");
  await Deno.mkdir(mine);
  await Deno.writeTextFile(join(folder, "secret.txt"), "secret");
  await Deno.symlink(join(folder, "secret.txt"), join(mine, "link.txt"));
  const write = (name: string, text: string) => Deno.writeTextFile(join(mine, name), text);
  await write("fine.ts", 'import { seededRng } from "@orrery/orrery/core"; export { seededRng };');
  await write("ran.ts", 'throw new Error("this ran");');
  await write("text.ts", 'import text from "../secret.txt" with { type: "text" }; export default text;');
  await write("link.ts", 'import text from "./link.txt" with { type: "text" }; export default text;');
  await write("lazy.ts", 'export default () => import("../secret.txt", { with: { type: "text" } });');
  await write("far.ts", 'export * from "./text.ts";');
  const license = new URL("../../LICENSE", import.meta.url).href;
  await write("beside.ts", `import text from "${license}" with { type: "text" }; export default text;`);
  const hidden = `import text from "${pathToFileURL(join(folder, "secret.txt"))}" with { type: "text" };`;
  await write(
    "data.ts",
    `import "data:application/javascript,${encodeURIComponent(hidden)}"; export default 1;`,
  );
  await write("net.ts", 'export default () => import("https://example.com/x.ts");');
  const check = (name: string) => checkImports(name, pathToFileURL(join(mine, name)).href);
  for (const name of ["fine.ts", "ran.ts", "absent.ts"]) await check(name);
  for (const name of ["text.ts", "link.ts", "lazy.ts", "far.ts", "beside.ts", "data.ts", "net.ts"]) {
    await assert.rejects(
      check(name),
      /^InputError: Cannot use untrusted plugin .*: it imports .*, expected modules/,
      name,
    );
  }
  await Deno.remove(folder, { recursive: true });
});
