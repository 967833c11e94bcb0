import assert from "node:assert/strict";
import { describe, excerpt, schemaAt } from "./explain.ts";
import type { JsonSchema } from "./plain_schema.ts";

Deno.test("says in words what a schema allows", () => {
  const says = (schema: JsonSchema, words: string) => assert.equal(describe(schema), words);
  says({ type: "integer" }, "a whole number");
  says({ type: "integer", minimum: 1 }, "a whole number of at least 1");
  says({ type: "number", minimum: 0, maximum: 1 }, "a number from 0 to 1");
  says(
    { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
    "a number greater than 0 and less than 1",
  );
  says({ type: "boolean" }, "true or false");
  says({ type: "string" }, "a string");
  says({ type: "string", minLength: 1 }, "a string that is not empty");
  says({ type: "string", pattern: "^a$" }, "a short name in kebab-case");
  says({ enum: ["a", "b", "c"] }, '"a", "b" or "c"');
  says({ type: "array", items: { type: "string" } }, "a list, each a string");
  says({ type: "object", properties: { a: {}, b: {} } }, "an object");
  says({ oneOf: [] }, '{"use": name, "with": options}');
});

Deno.test("a path leads through the chosen component, lists and free names", () => {
  const chosen = (use: string, option: JsonSchema): JsonSchema => ({
    type: "object",
    properties: { use: { const: use }, with: { type: "object", properties: { option } } },
  });
  const schema: JsonSchema = {
    properties: { part: { oneOf: [chosen("a", { type: "string" }), chosen("b", { type: "boolean" })] } },
    additionalProperties: { items: { enum: [1] } },
  };
  assert.deepEqual(schemaAt(schema, { part: { use: "b" } }, ["part", "with", "option"]), { type: "boolean" });
  assert.deepEqual(schemaAt(schema, { part: { use: "z" } }, ["part", "use"]), { enum: ["a", "b"] });
  assert.deepEqual(schemaAt(schema, { other: [2] }, ["other", 0]), { enum: [1] });
});

Deno.test("a value is shown as JSON on one line of at most sixty characters", () => {
  assert.equal(excerpt({ a: [1, "b\n"] }), '{"a":[1,"b\\n"]}');
  assert.equal(excerpt(Infinity), "Infinity");
  assert.equal(excerpt("x".repeat(100)).length, 60);
});
