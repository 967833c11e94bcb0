import assert from "node:assert/strict";
import { cpuFlags } from "./cpu_flags.ts";

Deno.test({
  name: "cpuFlags lists instruction sets",
  ignore: Deno.build.os !== "linux",
  fn: () => {
    const base = Deno.build.arch === "x86_64" ? "sse2" : "asimd";
    assert.ok(cpuFlags().has(base), [...cpuFlags()].join(" "));
  },
});
