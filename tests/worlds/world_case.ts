import builtin from "../../builtin.ts";
import { makeEnv } from "../../core/env/wrap.ts";
import { Registry } from "../../core/registry.ts";
import type { Component, Env, EnvUse, Json } from "../../core/types.ts";

type Options = { readonly [option: string]: Json };

const registry = new Registry([builtin]);

/** A world that the suites over all worlds examine. */
export interface WorldCase {
  /** Name, with the options that differ from their defaults, or the wrappers around it, the innermost first. */
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

/** Worlds in several wrappers, each with another order of what remembers, what draws and what repeats. */
const NESTED: readonly EnvUse[] = [
  { use: "pong", wrap: [{ use: "action-repeat" }, { use: "pixel-noise" }, { use: "frame-stack" }] },
  {
    use: "push-t",
    wrap: [{ use: "random-factors" }, { use: "shift" }, { use: "time-limit", with: { steps: 40 } }],
  },
];

function wrappedCase(given: EnvUse): WorldCase {
  const around = (given.wrap ?? []).map(({ use }) => use).join(", ");
  return { name: `${given.use} in ${around}`, make: () => makeEnv(registry, given), wrapped: true };
}

/** Every built-in world, TwoRoom in every built-in wrapper, and others in several. */
export function worldCases(): readonly WorldCase[] {
  const { env = {}, wrapper = {} } = builtin;
  return [
    ...Object.entries(env).flatMap(([use, world]) =>
      [{}, ...VARIANTS[use] ?? []].map((options) => caseOf(use, world, options))
    ),
    ...Object.keys(wrapper).map((use) => wrappedCase({ use: "two-room", wrap: [{ use }] })),
    ...NESTED.map(wrappedCase),
  ];
}
