import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inFolder } from "../../tests/fixtures/in_folder.ts";
import { openBlas } from "./blas.ts";
import { coreTypeRates, coreTypes, usualCoreType } from "./core_type_rates.ts";

const search = openBlas();
const nothingToMeasure = "missing" in search || Deno.build.os !== "linux";

Deno.test({
  name: "core types are measured once a machine, and what the file holds is taken",
  ignore: nothingToMeasure,
  fn: () =>
    inFolder(async (folder) => {
      const before = Deno.env.get("XDG_CACHE_HOME");
      Deno.env.set("XDG_CACHE_HOME", folder);
      try {
        const measured = await coreTypeRates();
        assert.ok(measured && measured.rates.own > 0 && measured.unkept === undefined);
        const kept = join(folder, "orrery", "cache");
        const [name] = readdirSync(kept);
        const { key } = JSON.parse(readFileSync(join(kept, name), "utf8"));
        writeFileSync(join(kept, name), JSON.stringify({ key, value: { own: 5, Haswell: "fast" } }));
        assert.deepEqual(await coreTypeRates(), { rates: { own: 5 } });
      } finally {
        if (before === undefined) Deno.env.delete("XDG_CACHE_HOME");
        else Deno.env.set("XDG_CACHE_HOME", before);
      }
    }),
});

Deno.test({
  name: "a file where speeds are to be kept does not stop what computes, and is told",
  ignore: nothingToMeasure,
  fn: () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, "orrery"));
      writeFileSync(join(folder, "orrery", "cache"), "in the way");
      const module = JSON.stringify(new URL("./open_backend.ts", import.meta.url).href);
      // A process of its own: this one has settled its core type. Deno's own cache stays where it is.
      const script = `
        Deno.env.set("XDG_CACHE_HOME", ${JSON.stringify(folder)});
        const { openBackend } = await import(${module});
        const { reason } = await openBackend("wasm", { measure: true, threads: 1 });
        console.log(reason);
      `;
      const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
      const { stdout } = await new Deno.Command(Deno.execPath(), {
        args: ["eval", "--config", config, script],
        env: { OPENBLAS_CORETYPE: "" },
        stderr: "inherit",
      }).output();
      const said = new TextDecoder().decode(stdout);
      assert.match(said, /; matrix products by .*; core types not kept: Cannot create folder ".*cache": /);
    }),
});

const skylake = ["avx2", "fma", "avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"];

Deno.test("a core type is offered to processors with all of its instruction sets only", () => {
  assert.deepEqual(coreTypes(new Set()), []);
  assert.deepEqual(coreTypes(new Set(["avx2"])), []);
  assert.deepEqual(coreTypes(new Set(skylake)), ["Haswell", "SkylakeX"]);
  assert.deepEqual(coreTypes(new Set(skylake.slice(0, -1))), ["Haswell"]);
  assert.deepEqual(coreTypes(new Set([...skylake, "avx512_bf16", "amx_tile"])).slice(2), [
    "Cooperlake",
    "SapphireRapids",
  ]);
});

Deno.test("without a measurement AVX-512 is taken where it is, else what the library chooses", () => {
  assert.equal(usualCoreType(new Set(skylake)), "SkylakeX");
  assert.equal(usualCoreType(new Set(["avx2", "fma"])), undefined);
});
