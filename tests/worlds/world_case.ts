import builtin from "../../builtin.ts";
import type { Component, Env, Json } from "../../core/types.ts";

type Options = { readonly [option: string]: Json };

/** A world that the suites over all worlds examine. */
export interface WorldCase {
  /** Name, with the options that differ from their defaults, or the wrapper around it. */
  readonly name: string;
  /** Makes one. */
  make(): Env;
  /** The same world by another computation, whose bytes must be the same: without SIMD. */
  readonly plain?: () => Env;
  /** Whether it is there for its wrapper: suites look at it less long. */
  readonly wrapped: boolean;
}

/** Options under which a world is another one, beside its defaults. */
const VARIANTS: { readonly [world: string]: readonly Options[] } = {
  "car-racing": [{ action: "discrete", randomColours: true }, { intro: false, score: false }],
  "dot-wall": [{ random: true, picture: "colours" }],
  pong: [{ view: "field", frames: 2, sticky: 0 }],
  reacher: [{ drawTarget: true }],
};

function caseOf(use: string, world: Component<"env">, options: Options): WorldCase {
  const named = Object.entries(options).map(([option, value]) => ` ${option}=${value}`).join("");
  return {
    name: `${use}${named}`,
    make: () => world.make(options, {}),
    ...(Object.hasOwn(world.options, "simd") && { plain: () => world.make({ ...options, simd: false }, {}) }),
    wrapped: false,
  };
}

function wrappedCase(use: string, wrapper: Component<"wrapper">, world: Component<"env">): WorldCase {
  return {
    name: `two-room in ${use}`,
    make: () => wrapper.make({}, { env: world.make({}, {}), label: "wrapper 0" }),
    wrapped: true,
  };
}

/** Every built-in world, and TwoRoom in every built-in wrapper. */
export function worldCases(): readonly WorldCase[] {
  const { env = {}, wrapper = {} } = builtin;
  return [
    ...Object.entries(env).flatMap(([use, world]) =>
      [{}, ...VARIANTS[use] ?? []].map((options) => caseOf(use, world, options))
    ),
    ...Object.entries(wrapper).map(([use, around]) => wrappedCase(use, around, env["two-room"])),
  ];
}
