import assert from "node:assert/strict";
import { printed } from "./printed.ts";

Deno.test("what a program prints comes without the line's end", () => {
  assert.equal(printed(Deno.execPath(), ["eval", "console.log(1 + 1)"]), "2");
});

Deno.test("a program that is missing or fails printed nothing", () => {
  assert.equal(printed("no-such-program-here", []), undefined);
  assert.equal(printed(Deno.execPath(), ["--no-such-option"]), undefined);
});
