import assert from "node:assert/strict";
import { cpuModel } from "./cpu_model.ts";
import { describeCpu } from "./describe_cpu.ts";

Deno.test({
  name: "cpuModel tells one processor from another",
  ignore: !describeCpu().toLowerCase().includes("model name"),
  fn: () => assert.match(cpuModel() ?? "", /^\S.* \(family \w+, model \w+\)$/),
});
