import assert from "node:assert/strict";
import fc from "fast-check";
import type { Json } from "../types.ts";
import { differences, tellDifferences } from "./differences.ts";

Deno.test("differences are told field by field", () => {
  const before = { name: "a", train: { joint: { steps: 60, batch: 8 } }, gone: 1, list: [1, 2] };
  const after = { name: "a", train: { joint: { steps: 80, batch: 8 } }, list: [1, 3], fresh: { a: 1 } };
  assert.equal(
    tellDifferences(differences(before, after)),
    "train.joint.steps is 80, was 60; gone is absent, was 1; list is [1,3], was [1,2]; " +
      'fresh is {"a":1}, was absent',
  );
});

Deno.test("many differences are counted, long values cut", () => {
  const many = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`k${i}`, "x".repeat(100)]));
  const told = tellDifferences(differences({}, many));
  assert.match(told, /; 3 more$/);
  assert.ok(told.length < 500);
});

Deno.test("a value does not differ from itself, and the order of its keys does not count", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const json: Json = JSON.parse(JSON.stringify(value));
    assert.deepEqual(differences(json, JSON.parse(JSON.stringify(json))), []);
  }));
  assert.deepEqual(differences({ a: 1, b: 2 }, { b: 2, a: 1 }), []);
});
