import assert from "node:assert/strict";
import { cpuModel, productInstructions } from "../host/backends/cpu.ts";
import { examineMachine } from "./examine_machine.ts";

Deno.test("the machine says what it is", () => {
  const { processor, cores, instructions } = examineMachine();
  assert.equal(processor, cpuModel() ?? `unknown (${Deno.build.os} ${Deno.build.arch})`);
  assert.equal(cores, navigator.hardwareConcurrency);
  assert.deepEqual(instructions, productInstructions());
});
