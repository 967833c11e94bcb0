import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { betweenMarkers } from "./between_markers.ts";

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
