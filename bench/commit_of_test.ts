import assert from "node:assert/strict";
import { commitOf, printed } from "./commit_of.ts";

Deno.test("a folder that is no clone has no commit, nor has one that is not there", () => {
  assert.equal(commitOf("/"), undefined);
  assert.equal(commitOf("/no-such-folder"), undefined);
});

Deno.test("what a program prints comes without the line's end", () => {
  assert.equal(printed(Deno.execPath(), ["eval", "console.log(1 + 1)"]), "2");
});

Deno.test("a program that is missing or fails printed nothing", () => {
  assert.equal(printed("no-such-program-here", []), undefined);
  assert.equal(printed(Deno.execPath(), ["--no-such-option"]), undefined);
});
