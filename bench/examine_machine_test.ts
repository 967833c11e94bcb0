import assert from "node:assert/strict";
import { examineMachine } from "./examine_machine.ts";

Deno.test("the machine says what it is", () => {
  const { processor, cores, instructions } = examineMachine();
  assert.ok(processor.length > 0);
  assert.ok(cores >= 1);
  assert.ok(Array.isArray(instructions));
});
