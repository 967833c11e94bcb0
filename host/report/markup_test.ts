import assert from "node:assert/strict";
import fc from "fast-check";
import { Markup, markup } from "./markup.ts";

Deno.test("text put into a template is escaped, markup and lists of markup are not", () => {
  const part = markup`<b>${"a < b & \"c\" 'd'"}</b>`;
  assert.equal(part.source, "<b>a &lt; b &amp; &quot;c&quot; &#39;d&#39;</b>");
  assert.equal(
    markup`<p>${[part, 7, undefined, new Markup("<br>")]}</p>`.source,
    `<p>${part.source}7<br></p>`,
  );
});

Deno.test("no text becomes a tag, an entity of its own or the end of an attribute", () => {
  fc.assert(fc.property(fc.string(), (text) => {
    const inside = markup`${text}`.source;
    assert.doesNotMatch(inside, /[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
  }));
});
