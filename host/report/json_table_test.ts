import assert from "node:assert/strict";
import { fieldsOf, jsonTable } from "./json_table.ts";

const cells = (source: string) => [...source.matchAll(/<t[hd]\b[^>]*>([^<]*)</g)].map((match) => match[1]);

Deno.test("objects with the same fields become rows of one table", () => {
  const { source } = jsonTable({ near: { top1: 0.5, n: 8 }, far: { n: 9, top1: 1 } });
  assert.equal(source.match(/<table>/g)?.length, 1);
  assert.deepEqual(cells(source), ["", "top1", "n", "near", "0.5", "8", "far", "1", "9"]);
});

Deno.test("plain fields become a list, deeper objects get a heading", () => {
  const { source } = jsonTable({
    seeds: [1, 2],
    exact: true,
    nothing: null,
    tiers: { a: { b: { c: "<i>" } } },
  });
  assert.deepEqual(cells(source).slice(0, 6), ["seeds", "[1,2]", "exact", "yes", "nothing", "none"]);
  assert.match(source, /<h4>tiers<\/h4>/);
  assert.match(source, /<h4>a<\/h4>/);
  assert.match(source, /&lt;i&gt;/);
});

Deno.test("what is no object is shown, too", () => {
  assert.deepEqual(cells(jsonTable(3).source), ["value", "3"]);
});

Deno.test("only objects have fields", () => {
  assert.deepEqual(fieldsOf({ a: 1 }), { a: 1 });
  for (const value of [undefined, null, 1, "text", true, [{ a: 1 }]]) {
    assert.equal(fieldsOf(value), undefined);
  }
});
