import assert from "node:assert/strict";
import { checkEnv } from "../../tests/conformance/env.ts";
import { LineWorld } from "../../tests/conformance/line_world.ts";
import { component } from "../component.ts";
import { InputError } from "../errors.ts";
import { Registry } from "../registry.ts";
import type { Component, Env } from "../types.ts";
import { makeEnv } from "./make_env.ts";
import { passThrough } from "./pass_through.ts";

const made: string[] = [];
let closed = 0;

class Line extends LineWorld {
  close(): void {
    closed++;
  }
}

function around(name: string): Component<"wrapper"> {
  return component("wrapper", {
    description: name,
    options: {},
    make: (_, { env, label }): Env => {
      made.push(`${name} as ${label} around ${env.variables.at(-1)?.name}`);
      return { ...passThrough(env), variables: [...env.variables, { name, unit: "1", description: "" }] };
    },
  });
}

const registry = new Registry([{
  name: "test",
  env: { line: component("env", { description: "", options: {}, make: () => new Line() }) },
  wrapper: {
    one: around("one"),
    two: around("two"),
    plain: component("wrapper", { description: "", options: {}, make: (_, { env }) => passThrough(env) }),
    never: component("wrapper", {
      description: "",
      options: {},
      make: () => {
        throw new InputError("Cannot wrap");
      },
    }),
  },
}]);

Deno.test("wrappers go around the world in their order, each with its own label", () => {
  makeEnv(registry, { use: "line", wrap: [{ use: "one" }, { use: "two" }, { use: "one" }] });
  assert.deepEqual(made, [
    "one as wrapper 0 around x",
    "two as wrapper 1 around one",
    "one as wrapper 2 around two",
  ]);
});

Deno.test("an id names what is wrapped around the world, the innermost first", () => {
  assert.equal(makeEnv(registry, { use: "line" }).id, "line@1");
  assert.equal(makeEnv(registry, { use: "line", wrap: [] }).id, "line@1");
  const env = makeEnv(registry, { use: "line", wrap: [{ use: "one" }, { use: "two" }] });
  assert.equal(env.id, "line@1 in one, two");
  checkEnv(() => makeEnv(registry, { use: "line", wrap: [{ use: "plain" }] }));
});

Deno.test("a world that cannot be wrapped is closed again", () => {
  closed = 0;
  assert.throws(
    () => makeEnv(registry, { use: "line", wrap: [{ use: "one" }, { use: "never" }] }),
    InputError,
  );
  assert.equal(closed, 1);
  assert.throws(
    () => makeEnv(registry, { use: "line", wrap: [{ use: "tow" }] }),
    new InputError('Cannot find wrapper "tow": did you mean "two"?'),
  );
  assert.equal(closed, 2);
});
