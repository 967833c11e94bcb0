import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { betweenMarkers, markdownTable } from "./markdown_table.ts";

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

Deno.test("what stands between the markers is replaced, and only that", () => {
  const text = "before\n<!-- x -->\nold\n<!-- /x -->\nafter <!-- y -->\n";
  const once = betweenMarkers(text, "x", "new $&");
  assert.equal(once, "before\n<!-- x -->\n\nnew $&\n\n<!-- /x -->\nafter <!-- y -->\n");
  assert.equal(betweenMarkers(once, "x", "new $&"), once);
});

Deno.test("a text without the two markers in their order is refused", () => {
  const both = "<!-- x --> <!-- /x -->";
  for (const text of ["", "<!-- x -->", "<!-- /x --> <!-- x -->", both + both, `<!-- /x -->${both}`]) {
    assert.throws(() => betweenMarkers(text, "x", ""), InputError);
  }
});
