import assert from "node:assert/strict";
import { fixtureRegistry as registry } from "../../tests/fixtures/task_file.ts";
import type { Json } from "../types.ts";
import { jsonSchema } from "./json_schema.ts";

const schema = jsonSchema(registry);

/** The part of the schema that a path of keys leads to. */
function at(path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  }, schema);
}

Deno.test("an option brings its range, default and description, a component its own", () => {
  const planner = "properties.plan.properties.planner.oneOf.0";
  assert.equal(at(`${planner}.properties.use.const`), "cem");
  assert.equal(at(`${planner}.description`), "Cross-entropy method");
  assert.deepEqual(at(`${planner}.properties.with.properties.samples`), {
    default: 300,
    description: "candidates",
    type: "integer",
    minimum: 2,
  });
  assert.equal(at(`${planner}.properties.with.additionalProperties`), false);
});

Deno.test("what has a default is not required, and unknown keys are refused", () => {
  assert.deepEqual(at("required"), ["name", "data", "model", "train"]);
  assert.equal(at("additionalProperties"), false);
  assert.equal(at("properties.data.properties.frameskip.default"), 5);
  assert.deepEqual(at("properties.train.additionalProperties.properties.objectives.minProperties"), 1);
});

Deno.test("a preset is a partial task: nothing required, no defaults, options without their component", () => {
  const preset = "properties.presets.additionalProperties";
  assert.equal(at(`${preset}.required`), undefined);
  assert.equal(at(`${preset}.properties.name`), undefined);
  assert.equal(at(`${preset}.properties.data.required`), undefined);
  assert.equal(at(`${preset}.properties.data.properties.frameskip.default`), undefined);
  assert.equal(at(`${preset}.properties.data.additionalProperties`), false);
  const choices = at(`${preset}.properties.plan.properties.planner.oneOf`);
  assert.ok(Array.isArray(choices));
  assert.equal(choices.length, 3);
  assert.equal(at(`${preset}.properties.plan.properties.planner.oneOf.2.properties.use`), undefined);
});

Deno.test("only a world has wrappers, and a preset may name them without the world", () => {
  assert.deepEqual(at("properties.env.oneOf.0.properties.wrap"), { $ref: "#/definitions/wrappers" });
  const wrappers = at("definitions.wrappers.items.oneOf");
  assert.ok(Array.isArray(wrappers));
  assert.equal(wrappers.length, 2);
  assert.equal(at("properties.plan.properties.planner.oneOf.0.properties.wrap"), undefined);
  const preset = "properties.presets.additionalProperties.properties";
  assert.deepEqual(Object.keys(at(`${preset}.env.oneOf.1.properties`) ?? {}), ["with", "wrap"]);
  assert.deepEqual(Object.keys(at(`${preset}.plan.properties.planner.oneOf.2.properties`) ?? {}), ["with"]);
});
