import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { closeWalls, openWall } from "./open_wall.ts";

Deno.test("a module is loaded once, and again after its process has ended", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "mine.js");
  await Deno.writeTextFile(path, 'export default { name: "mine" };');
  const open = () => openWall("./mine.js", pathToFileURL(path).href);
  const first = await open();
  assert.equal(first.name, "mine");
  assert.equal(await open(), first);
  closeWalls();
  assert.notEqual(await open(), first);
  closeWalls();
  await Deno.remove(folder, { recursive: true });
});
