import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../errors.ts";
import { plainJson } from "./located.ts";
import { joinOverrides, parseOverride } from "./overrides.ts";

Deno.test("a value is JSON where it can be read as JSON, else a string", () => {
  const value = (text: string) => plainJson(parseOverride(`a=${text}`));
  assert.deepEqual(value("5"), { a: 5 });
  assert.deepEqual(value("3e-4"), { a: 3e-4 });
  assert.deepEqual(value('"5"'), { a: "5" });
  assert.deepEqual(value("[1, 2]"), { a: [1, 2] });
  assert.deepEqual(value("cem"), { a: "cem" });
  assert.deepEqual(value("01"), { a: "01" });
  assert.deepEqual(value(""), { a: "" });
  assert.deepEqual(value("b=c"), { a: "b=c" });
});

Deno.test("later overrides win, and the order of options and component does not count", () => {
  const joined = (...overrides: string[]) => plainJson(joinOverrides(overrides) ?? parseOverride("none=1"));
  assert.deepEqual(joined("a.b=1", "a.c=2", "a.b=3"), { a: { b: 3, c: 2 } });
  const planner = { planner: { use: "icem", with: { samples: 8 } } };
  assert.deepEqual(joined("planner.use=icem", "planner.with.samples=8"), planner);
  assert.deepEqual(joined("planner.with.samples=8", "planner.use=icem"), planner);
  assert.equal(joinOverrides([]), undefined);
});

Deno.test("what is no override is refused in one sentence", () => {
  const refused = (override: string, message: string) =>
    assert.throws(() => parseOverride(override), new InputError(message));
  refused("train", 'Cannot use override "train": found no "=", expected path.to.value=json');
  refused("=1", 'Cannot use override "=1": found path "", expected path.to.value=json');
  refused("a..b=1", 'Cannot use override "a..b=1": found path "a..b", expected path.to.value=json');
  refused(
    "a.__proto__.b=1",
    'Cannot use override "a.__proto__.b=1": found key "__proto__", expected path.to.value=json',
  );
  refused(
    'a={"b":1,"b":2}',
    'Cannot read override "a={\\"b\\":1,\\"b\\":2}": found key "b" for the second time, expected it once',
  );
});

Deno.test("any text is an override or an InputError", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((text) => `a.b=${text}`)), (text) => {
    try {
      parseOverride(text);
    } catch (error) {
      assert.ok(error instanceof InputError);
    }
  }));
});

Deno.test("a path and a JSON value come back as they were given", () => {
  const parts = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 5 });
  const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.array(fc.integer()), fc.string());
  fc.assert(fc.property(parts, leaf, (path, value) => {
    const nested = path.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
    assert.deepEqual(plainJson(parseOverride(`${path.join(".")}=${JSON.stringify(value)}`)), nested);
  }));
});
