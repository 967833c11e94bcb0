import assert from "node:assert/strict";
import { passThrough } from "../core/env/wrap.ts";
import { InputError } from "../core/errors.ts";
import type { Env } from "../core/types.ts";
import { checkEnv } from "./env.ts";
import { LineWorld } from "./line_world.ts";
import { checkWrapper } from "./wrapper.ts";

Deno.test("a wrapper that keeps the rules passes", () =>
  checkWrapper(({ env }) => passThrough(env), () => new LineWorld()));

/** Closed and made so many times. */
const counts = { made: 0, closed: 0 };

class Counted extends LineWorld {
  constructor() {
    super();
    counts.made++;
  }
  close(): void {
    counts.closed++;
  }
}

Deno.test("every world that is made is closed once, also where a rule is broken", () => {
  checkWrapper(({ env }) => passThrough(env), () => new Counted());
  assert.ok(counts.made > 10);
  assert.equal(counts.closed, counts.made);
  assert.throws(
    () => checkEnv(() => Object.assign(new Counted(), { id: "line" })),
    /its id is not versioned/,
  );
  assert.equal(counts.closed, counts.made);
});

let looks = 0;
const broken: readonly [sentence: string, wrap: (env: Env) => Env][] = [
  ['it hides "x" among the variables, expected all that the world has', (env) => ({
    ...passThrough(env),
    variables: [{ name: "y", unit: "m", description: "place" }],
  })],
  ['it hides the stream "proprio", expected all that the world has', (env) => ({
    ...passThrough(env),
    observations: { other: { shape: [1], dtype: "float32" } },
    observe: (stream) => env.observe(stream === "other" ? "proprio" : "nothing"),
  })],
  ["closing it closes the world 0 times, expected once", (env) => {
    const { close: _close, ...rest } = passThrough(env);
    return rest;
  }],
  ["a refused state changes it, expected no change", (env) => ({
    ...passThrough(env),
    setState: (state) => {
      if (state.length > 0) return env.setState(state);
      env.step(Float32Array.of(1));
      throw new InputError("Cannot restore a state");
    },
  })],
  ['Cannot accept env "line@1": the state after 0 steps differs', (env) => {
    const counted = () => Float64Array.of(...env.getState(), looks);
    return {
      ...passThrough(env),
      observe: (stream) => {
        looks++;
        return env.observe(stream);
      },
      getState: counted,
      setState: (state) => {
        looks = state[state.length - 1];
        env.setState(state.slice(0, -1));
      },
    };
  }],
];

for (const [sentence, wrap] of broken) {
  Deno.test(`found out: ${sentence}`, () => {
    assert.throws(() => checkWrapper(({ env }) => wrap(env), () => new LineWorld()), (error: Error) => {
      assert.ok(error instanceof InputError, `${error}`);
      assert.ok(error.message.includes(sentence), error.message);
      return true;
    });
  });
}
