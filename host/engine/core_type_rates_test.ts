import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inFolder } from "../../tests/fixtures/in_folder.ts";
import { openBlas } from "./blas.ts";
import { coreTypeRates } from "./core_type_rates.ts";

const search = openBlas();

Deno.test({
  name: "core types are measured once a machine, and what the file holds is taken",
  ignore: "missing" in search || Deno.build.os !== "linux",
  fn: () =>
    inFolder(async (folder) => {
      const before = Deno.env.get("XDG_CACHE_HOME");
      Deno.env.set("XDG_CACHE_HOME", folder);
      try {
        const rates = await coreTypeRates();
        assert.ok(rates && rates.own > 0);
        const kept = join(folder, "orrery", "cache");
        const [name] = readdirSync(kept);
        const { key } = JSON.parse(readFileSync(join(kept, name), "utf8"));
        writeFileSync(join(kept, name), JSON.stringify({ key, value: { own: 5, Haswell: "fast" } }));
        assert.deepEqual(await coreTypeRates(), { own: 5 });
      } finally {
        if (before === undefined) Deno.env.delete("XDG_CACHE_HOME");
        else Deno.env.set("XDG_CACHE_HOME", before);
      }
    }),
});
