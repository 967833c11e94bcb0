import assert from "node:assert/strict";
import { cpuFlags, cpuModel, describeCpu, productInstructions } from "./cpu.ts";

Deno.test({
  name: "cpuFlags lists instruction sets",
  ignore: Deno.build.os !== "linux",
  fn: () => {
    const base = Deno.build.arch === "x86_64" ? "sse2" : "asimd";
    assert.ok(cpuFlags().has(base), [...cpuFlags()].join(" "));
  },
});

Deno.test({
  name: "cpuModel tells one processor from another",
  ignore: !describeCpu().toLowerCase().includes("model name"),
  fn: () => assert.match(cpuModel() ?? "", /^\S.* \(family \w+, model \w+\)$/),
});

Deno.test("only instruction sets of products are named, from the narrow to the wide", () => {
  assert.deepEqual(productInstructions(new Set(["amx_tile", "sse2", "avx512f", "avx2"])), [
    "avx2",
    "avx512f",
    "amx_tile",
  ]);
  assert.deepEqual(productInstructions(new Set(["fp", "asimd"])), ["asimd"]);
  assert.ok(productInstructions().every((name) => cpuFlags().has(name)));
});
