import assert from "node:assert/strict";
import { fastestCoreType } from "./core_type.ts";
import { coreTypes } from "./core_type_rates.ts";
import { cpuFlags } from "./cpu.ts";

Deno.test("a core type must be clearly faster than the usual one to be taken", () => {
  assert.equal(fastestCoreType({ own: 140, SkylakeX: 148, Cooperlake: 150 }, "SkylakeX"), "SkylakeX");
  assert.equal(fastestCoreType({ own: 60, Haswell: 61, SkylakeX: 120 }, undefined), "SkylakeX");
  assert.equal(fastestCoreType({ own: 100, SkylakeX: 50 }, "SkylakeX"), undefined);
  assert.equal(fastestCoreType({ own: 100, Haswell: 105 }, undefined), undefined);
});

Deno.test("a usual core type that crashed is not taken, and nothing measured leaves the usual one", () => {
  assert.equal(fastestCoreType({ own: 60, Haswell: 55 }, "SkylakeX"), undefined);
  assert.equal(fastestCoreType({}, "SkylakeX"), "SkylakeX");
});

const module = new URL("./core_type.ts", import.meta.url).href;

/** What a process of its own settles, whose processor is this one. */
async function settled(wish: object, coreType = ""): Promise<string> {
  const script = `
    const { coreType, settleCoreType } = await import(${JSON.stringify(module)});
    await settleCoreType(${JSON.stringify(wish)});
    await settleCoreType({ kept: { coreType: "Haswell" } });
    console.log(coreType() ?? "own");
  `;
  const [args, env] = [["eval", script], { OPENBLAS_CORETYPE: coreType }];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args, env, stderr: "inherit" }).output();
  return new TextDecoder().decode(stdout).trim();
}

Deno.test({
  name: "the user's wish comes first, then what a run was computed with; the first word stands",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const kept = { coreType: "Cooperlake" };
    assert.equal(await settled({ kept }, "Prescott"), "Prescott");
    assert.equal(await settled({ kept: {} }), "own");
    if (coreTypes(cpuFlags()).includes("Haswell")) {
      assert.equal(await settled({ kept: { coreType: "Haswell" } }), "Haswell");
    }
    assert.notEqual(await settled({ kept: { coreType: "NoSuchType" } }), "NoSuchType");
  },
});
