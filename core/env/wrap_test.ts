import assert from "node:assert/strict";
import { checkEnv } from "../../testing/env.ts";
import { LineWorld } from "../../testing/line_world.ts";
import { component } from "../component.ts";
import { InputError } from "../errors.ts";
import { Registry } from "../registry.ts";
import type { Component, Env } from "../types.ts";
import { makeEnv, passThrough, withMemory } from "./wrap.ts";

Deno.test("a world behind another keeps every rule", () => checkEnv(() => passThrough(new LineWorld())));

Deno.test("goals, notes and the end are passed on, and nothing stands in for them", () => {
  let closed = 0;
  const world = new LineWorld();
  const around = passThrough(Object.assign(world, { close: () => void closed++ }));
  assert.equal(around.goals, world.goals);
  assert.ok(!("notes" in around));
  around.close?.();
  assert.equal(closed, 1);
  passThrough(new LineWorld()).close?.();
});

Deno.test("what is remembered is stored and restored behind the world's state", () => {
  const memory = Float64Array.of(1, 2);
  const inner = new LineWorld();
  const env = withMemory(inner, memory);
  env.reset({ seed: 3 });
  const state = env.getState();
  assert.deepEqual([...state.subarray(-2)], [1, 2]);
  memory.fill(9);
  env.step(Float32Array.of(1));
  env.setState(state);
  assert.deepEqual([...memory], [1, 2]);
  assert.deepEqual(env.getState(), state);
  assert.deepEqual(inner.getState(), state.slice(0, -2));
});

Deno.test("a state may be as large as a picture", () => {
  const large = new class extends LineWorld {
    override getState = () => new Float64Array(300_000).fill(1);
  }();
  const state = withMemory(large, Float64Array.of(5)).getState();
  assert.deepEqual([state.length, state[299_999], state[300_000]], [300_001, 1, 5]);
});

Deno.test("a state that the world refuses leaves the memory as it is", () => {
  const memory = Float64Array.of(5);
  const refusing = new class extends LineWorld {
    override setState(): void {
      throw new InputError("Cannot restore a state");
    }
  }();
  assert.throws(() => withMemory(refusing, memory).setState(Float64Array.of(1, 7)), InputError);
  assert.deepEqual([...memory], [5]);
});

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
