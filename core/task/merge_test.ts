import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../errors.ts";
import type { Json } from "../types.ts";
import { locateAll, plainJson } from "./located.ts";
import { findPreset, merge, presetsOf } from "./merge.ts";
import { parseJsonc } from "./parse.ts";

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

function refuse(text: string, message: string): void {
  assert.throws(() => presetsOf(parseJsonc(text, "t.jsonc")), new InputError(message));
}

Deno.test("a file without presets has none", () => {
  assert.deepEqual([...presetsOf(locateAll({ name: "a" }, "t")).keys()], []);
});

Deno.test("presets come in the order of the file", () => {
  const presets = presetsOf(parseJsonc('{"presets": {"smoke": {}, "cpu": {"seed": 1}}}', "t.jsonc"));
  assert.deepEqual([...presets.keys()], ["smoke", "cpu"]);
  assert.equal(findPreset(presets, "cpu", "t.jsonc"), presets.get("cpu"));
});

Deno.test("presets are objects with names in kebab-case that set no key of the whole file", () => {
  refuse('{"presets": []}', "Cannot use t.jsonc:1:13: presets is [], expected an object");
  refuse('{"presets": {"a": 1}}', "Cannot use t.jsonc:1:19: presets.a is 1, expected an object");
  refuse(
    '{"presets": {"A": {}}}',
    'Cannot use t.jsonc:1:14: presets has "A", expected a short name in kebab-case',
  );
  refuse(
    '{"presets": {"a": {"plugins": []}}}',
    'Cannot use t.jsonc:1:20: presets.a sets "plugins", expected it in the task itself',
  );
});

Deno.test("an unknown preset is told what there is", () => {
  const presets = presetsOf(parseJsonc('{"presets": {"smoke": {}}}', "t.jsonc"));
  const refuseName = (name: string, tail: string) =>
    assert.throws(() => findPreset(presets, name, "t.jsonc"), new InputError(`Cannot find preset ${tail}`));
  refuseName("smok", '"smok" in t.jsonc: did you mean "smoke"?');
  refuseName("paper", '"paper" in t.jsonc: there is "smoke"');
});
