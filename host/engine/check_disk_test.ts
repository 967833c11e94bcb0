import assert from "node:assert/strict";
import { checkDisk } from "./check_disk.ts";

Deno.test("checkDisk leaves nothing behind and tells the free space", async () => {
  const folder = await Deno.makeTempDir();
  const { free, refused } = await checkDisk(folder);
  assert.equal(refused, undefined);
  assert.ok(free !== undefined && free > 0);
  assert.deepEqual([...Deno.readDirSync(folder)], []);
  await Deno.remove(folder);
});

Deno.test("checkDisk says why a folder cannot be written to", async () => {
  const report = await checkDisk("/no/such/folder");
  assert.equal(report.free, undefined);
  assert.match(report.refused ?? "", /No such file/);
});
