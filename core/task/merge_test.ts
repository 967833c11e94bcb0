import assert from "node:assert/strict";
import fc from "fast-check";
import type { Json } from "../types.ts";
import { locateAll, plainJson } from "./located.ts";
import { merge } from "./merge.ts";

function merged(base: Json, overlay: Json): Json {
  return plainJson(merge(locateAll(base, "base"), locateAll(overlay, "overlay")));
}

const key = fc.constantFrom("a", "b", "c", "use", "with");
const json = fc.letrec<{ value: Json; object: Json }>((tie) => ({
  value: fc.oneof(fc.integer(), fc.constantFrom("x", "y", null), fc.array(fc.integer()), tie("object")),
  object: fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
})).object.filter((value) => JSON.stringify(value).length < 2000);

Deno.test("objects merge and everything else is replaced", () => {
  assert.deepEqual(
    merged({ a: { b: 1, c: [1, 2] }, d: 1 }, { a: { c: [3] }, d: { e: 2 } }),
    { a: { b: 1, c: [3] }, d: { e: 2 } },
  );
});

Deno.test("another component drops the options of the old one, the same component keeps them", () => {
  const base = { planner: { use: "cem", with: { samples: 3 } } };
  assert.deepEqual(merged(base, { planner: { use: "icem" } }), { planner: { use: "icem" } });
  assert.deepEqual(merged(base, { planner: { use: "cem" } }), base);
  assert.deepEqual(merged(base, { planner: { with: { elites: 1 } } }), {
    planner: { use: "cem", with: { samples: 3, elites: 1 } },
  });
});

Deno.test("a part keeps the place of the layer that it came from", () => {
  const content = merge(locateAll({ a: 1, b: 1 }, "base"), locateAll({ b: 2 }, "overlay")).content;
  assert.ok(content instanceof Map);
  assert.deepEqual([content.get("a").at, content.get("b").at], ["base", "overlay"]);
});

Deno.test("an empty layer changes nothing, and laying the same layer twice is laying it once", () => {
  fc.assert(fc.property(json, json, (base, overlay) => {
    assert.deepEqual(merged(base, {}), base);
    assert.deepEqual(merged({}, base), base);
    const once = merged(base, overlay);
    assert.deepEqual(merged(once, overlay), once);
  }));
});
