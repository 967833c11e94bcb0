import assert from "node:assert/strict";
import { commitOf, examineMachine, printed } from "./machine.ts";

Deno.test("the machine says what it is", () => {
  const { processor, cores, instructions } = examineMachine();
  assert.ok(processor.length > 0);
  assert.ok(cores >= 1);
  assert.ok(Array.isArray(instructions));
});

Deno.test("a program that is missing or fails printed nothing, and a folder without a clone has no commit", () => {
  assert.equal(printed("no-such-program-here", []), undefined);
  assert.equal(printed("lscpu", ["--no-such-option"]), undefined);
  assert.equal(commitOf("/"), undefined);
});
