import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { HostError, InputError } from "../../core/errors.ts";
import { inFolder } from "../../tests/fixtures/in_folder.ts";
import { checkAddresses, checkImports } from "./check_imports.ts";

function refused(address: string, remote: boolean): boolean {
  try {
    checkAddresses("./mine.ts", [address], { folders: ["/plugins/mine"], remote });
    return false;
  } catch (error) {
    assert.ok(error instanceof InputError);
    assert.ok(error.message.includes(`it imports ${address}, expected`), error.message);
    return true;
  }
}

Deno.test("a local plugin stays in its folder, one from a registry off the disk", () => {
  const allowed = [
    "file:///plugins/mine/a.ts",
    "file:///plugins/mine/a%2520b.ts?query=%2e#hash",
    "file:///plugins/mine/deep/b.json",
    "npm:/zod@4.0.0",
    "node:fs",
  ];
  for (const address of allowed) assert.equal(refused(address, false), false, address);
  const beyond = [
    "file:///plugins/mine.ts",
    "file:///plugins/mine2/a.ts",
    "file:///plugins/mine/../secret",
    "file:///plugins/%6dine2/a.ts",
    "file:///plugins/mine/..%2fsecret",
    "file:///plugins/mine/a%00.ts",
    "file:///plugins/mine/%ff.ts",
    "file://host/plugins/mine/a.ts",
    "file:///etc/passwd",
    "https://jsr.io/@a/b/mod.ts",
    "http://localhost/a.ts",
    "blob:null/1",
    "unheard:of",
  ];
  for (const address of beyond) assert.equal(refused(address, false), true, address);
  assert.equal(refused("https://jsr.io/@a/b/mod.ts", true), false);
  assert.equal(refused("http://localhost/a.ts", true), true);
});

Deno.test("a path with a comma would be two permissions, and is refused", () => {
  const addresses = ["file:///plugins/mine/a,/etc/passwd"];
  assert.throws(
    () => checkAddresses("./mine.ts", addresses, { folders: ["/plugins/mine"], remote: false }),
    new InputError(
      'Cannot use untrusted plugin "./mine.ts": it imports "/plugins/mine/a,/etc/passwd", expected paths without a comma',
    ),
  );
});

Deno.test("imports are read without being run, and what stays within the borders is listed", () =>
  inFolder(async (folder) => {
    const mine = join(folder, "mine");
    mkdirSync(mine);
    writeFileSync(join(folder, "secret.txt"), "secret");
    const write = (name: string, text: string) => writeFileSync(join(mine, name), text);
    write("fine.ts", 'import { seededRng } from "@orrery/orrery/core"; export { seededRng };');
    write("ran.ts", 'throw new Error("this ran");');
    write("own.ts", 'import text from "./text.txt" with { type: "text" }; export default text;');
    write("text.txt", "text");
    symlinkSync("text.txt", join(mine, "link.txt"));
    write("linked.ts", 'import text from "./link.txt" with { type: "text" }; export default text;');
    write("optional.ts", 'export default () => import("./absent.ts").catch(() => import("absent"));');
    write("far.ts", 'export * from "./text.ts";');
    write("text.ts", 'import text from "../secret.txt" with { type: "text" }; export default text;');
    const license = new URL("../../LICENSE", import.meta.url).href;
    write("beside.ts", `import text from "${license}" with { type: "text" }; export default text;`);
    const check = (name: string) => checkImports(name, pathToFileURL(join(mine, name)).href);
    const [real, here] = [
      Deno.realPathSync(mine),
      (...names: string[]) => names.map((name) => join(mine, name)),
    ];
    assert.ok((await check("fine.ts")).some((file) => file.endsWith(join("core", "rng.ts"))));
    const listed = async (name: string) =>
      new Set((await check(name)).map((file) => file.replace(real, mine)));
    assert.deepEqual(await listed("ran.ts"), new Set(here("ran.ts")));
    assert.deepEqual(await listed("own.ts"), new Set(here("own.ts", "text.txt")));
    assert.deepEqual(await listed("linked.ts"), new Set(here("linked.ts", "link.txt", "text.txt")));
    assert.deepEqual(await listed("optional.ts"), new Set(here("optional.ts", "absent.ts")));
    assert.deepEqual(await listed("missing.ts"), new Set(here("missing.ts")));
    for (const name of ["far.ts", "beside.ts"]) {
      await assert.rejects(check(name), /^InputError: Cannot use .*: it imports .*, expected modules/, name);
    }
  }));

Deno.test("an address of a plugin that is no path is refused in one sentence", async () => {
  for (const address of ["file://host/mine.ts", "file:///mine%2fmine.ts"]) {
    await assert.rejects(checkImports("./mine.ts", address), (error) => {
      assert.ok(error instanceof InputError || error instanceof HostError, String(error));
      assert.match(error.message, /^Cannot use untrusted plugin [^\n]* expected /);
      return true;
    });
  }
});
