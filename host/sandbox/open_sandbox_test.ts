import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { closeSandboxes, openSandbox } from "./open_sandbox.ts";

Deno.test("a module is loaded once, and again after its process has ended", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "mine.js");
  await Deno.writeTextFile(path, 'export default { name: "mine" };');
  const open = () => openSandbox("./mine.js", pathToFileURL(path).href);
  const first = await open();
  assert.equal(first.name, "mine");
  assert.equal(await open(), first);
  closeSandboxes();
  assert.notEqual(await open(), first);
  closeSandboxes();
  await Deno.remove(folder, { recursive: true });
});
