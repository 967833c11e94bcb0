import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { inFolder } from "../../tests/fixtures/in_folder.ts";
import { replaceDisk } from "../io/disk.ts";
import { machineCache } from "./machine_cache.ts";

async function withFullDisk<T>(run: () => Promise<T>): Promise<T> {
  const write = () => {
    throw new Error("the disk is full");
  };
  using _full = replaceDisk((real) => ({ ...real, write }));
  return await run();
}

Deno.test("what was measured on the machine is kept where the user's caches are", () =>
  inFolder(async (folder) => {
    const before = Deno.env.get("XDG_CACHE_HOME");
    Deno.env.set("XDG_CACHE_HOME", folder);
    try {
      const once = await machineCache()?.({ what: 1 }, () => Promise.resolve(7));
      const again = await machineCache()?.({ what: 1 }, () => Promise.resolve(8));
      assert.deepEqual([once, again], [{ value: 7 }, { value: 7 }]);
      assert.ok(existsSync(join(folder, "orrery")));
      const refused = await withFullDisk(async () =>
        await machineCache()?.({ what: 2 }, () => Promise.resolve(9))
      );
      assert.equal(refused?.value, 9);
      assert.match(refused?.unkept ?? "", /^Cannot write ".*": the disk is full$/);
      Deno.env.set("XDG_CACHE_HOME", "/proc/no-such-home");
      assert.equal(machineCache(), undefined);
    } finally {
      if (before === undefined) Deno.env.delete("XDG_CACHE_HOME");
      else Deno.env.set("XDG_CACHE_HOME", before);
    }
  }));
