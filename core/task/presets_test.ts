import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import { locateAll } from "./located.ts";
import { parseJsonc } from "./parse.ts";
import { findPreset, presetsOf } from "./presets.ts";

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
