import assert from "node:assert/strict";
import fc from "fast-check";
import type { Json } from "../types.ts";
import { descend, locateAll, plainJson } from "./located.ts";

Deno.test("a value comes back as it was given", () => {
  fc.assert(fc.property(fc.json(), (text) => {
    const value: Json = JSON.parse(text);
    assert.equal(JSON.stringify(plainJson(locateAll(value, "here"))), JSON.stringify(value));
  }));
});

Deno.test("a path is followed as far as there is something, and into lists by number", () => {
  const root = locateAll({ a: [{ b: 1 }], constructor: 2 }, "here");
  const contents = (...path: (string | number)[]) => descend(root, path).map(plainJson).slice(1);
  assert.deepEqual(contents("a", 0, "b"), [[{ b: 1 }], { b: 1 }, 1]);
  assert.deepEqual(contents("a", 3, "b"), [[{ b: 1 }]]);
  assert.deepEqual(contents("a", "length"), [[{ b: 1 }]]);
  assert.deepEqual(contents("constructor", "name"), [2]);
  assert.deepEqual(contents("toString"), []);
});
