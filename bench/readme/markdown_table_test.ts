import assert from "node:assert/strict";
import { markdownTable } from "./markdown_table.ts";

Deno.test("columns are as wide as their widest cell, in characters", () => {
  assert.equal(
    markdownTable([["a", "long head"], ["–×–×–", "b"]]),
    "| a     | long head |\n| ----- | --------- |\n| –×–×– | b         |",
  );
});

Deno.test("spaces are plain ones", () => {
  assert.equal(markdownTable([["a\u00a0b"], ["1\u202f2"]]), "| a b |\n| --- |\n| 1 2 |");
});

Deno.test("a rule has at least three dashes", () => {
  assert.equal(markdownTable([["a"], ["b"]]), "| a   |\n| --- |\n| b   |");
});
