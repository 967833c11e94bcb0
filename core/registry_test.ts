import assert from "node:assert/strict";
import { component } from "./component.ts";
import { InputError } from "./errors.ts";
import { choice, number } from "./option.ts";
import { Registry } from "./registry.ts";
import type { Component, Plugin } from "./types.ts";

const scaled: Component<"cost"> = component("cost", {
  description: "A cost for tests",
  options: {
    scale: number({ default: 2, min: 0, description: "factor" }),
    mode: choice(["sum", "last"], { default: "sum", description: "which frames" }),
  },
  make: ({ scale, mode }) => {
    seen.push([scale, mode]);
    return { cost: (imagined) => imagined };
  },
});
const seen: [number, string][] = [];
const plugin: Plugin = { name: "first", cost: { scaled } };

Deno.test("a component is made with its options, defaults filled in", () => {
  const registry = new Registry([plugin]);
  registry.make("cost", { use: "scaled" }, {});
  registry.make("cost", { use: "scaled", with: { scale: 3, mode: "last" } }, {});
  assert.deepEqual(seen, [[2, "sum"], [3, "last"]]);
  assert.deepEqual(registry.names("cost"), ["scaled"]);
  assert.deepEqual(registry.names("env"), []);
});

Deno.test("wrong options and names get one sentence", () => {
  const registry = new Registry([plugin]);
  const cases: [string, Record<string, number | string>, RegExp][] = [
    ["scald", {}, /^Cannot find cost "scald": did you mean "scaled"\?$/],
    ["constructor", {}, /^Cannot find cost "constructor"/],
    ["scaled", { scal: 1 }, /no "scal", did you mean "scale"\?/],
    ["scaled", { scale: -1 }, /scale is -1, expected/],
    ["scaled", { scale: "big" }, /scale is "big", expected/],
    ["scaled", { mode: "lest" }, /mode is "lest".*"last"/],
  ];
  for (const [use, options, message] of cases) {
    assert.throws(() => registry.make("cost", { use, with: options }, {}), (error) => {
      assert.ok(error instanceof InputError);
      assert.match(error.message, message);
      return true;
    });
  }
});

Deno.test("a name that is taken is refused, not overridden", () => {
  assert.throws(
    () => new Registry([plugin, { name: "second", cost: { scaled } }]),
    /Cannot add plugin "second": cost "scaled" is already taken by plugin "first"/,
  );
});
