import assert from "node:assert/strict";
import { openBlas } from "./blas.ts";
import { measureCoreTypes, OWN } from "./measure_core_types.ts";

const search = openBlas();

Deno.test({
  name: "core types are measured in processes of their own; a program that is no library has no rate",
  ignore: "missing" in search || Deno.build.os !== "linux",
  fn: async () => {
    const library = "blas" in search ? search.blas.library : "";
    const rates = await measureCoreTypes(Deno.execPath(), library, ["Haswell"]);
    assert.ok(rates[OWN] > 0.1 && rates.Haswell > 0.1, JSON.stringify(rates));
    assert.deepEqual(await measureCoreTypes(Deno.execPath(), "/no/such/library.so", []), {});
  },
});
