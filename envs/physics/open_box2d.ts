import type { Box2D } from "./box2d.ts";
import type { Seed } from "./box2d_build.d.ts";
// Deferred: the glue around Box2D takes 30 ms to evaluate, which only whoever opens it should wait for.
import defer * as build from "./box2d_build.js";

const opened = new Map<"simd" | "plain", Box2D>();

function isReady(seed: Seed): seed is Seed & Box2D {
  return seed.b2World !== undefined && seed.HEAPF32 !== undefined;
}

function open(name: "simd" | "plain"): Box2D {
  const seed: Seed = {
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance) => void,
    ): WebAssembly.Exports {
      const instance = new WebAssembly.Instance(build[name], imports);
      done(instance);
      return instance.exports;
    },
  };
  // The promise is for those who fetch; with an instance at hand the seed is Box2D when the call returns.
  build.factory(seed);
  if (!isReady(seed)) throw new Error("Cannot open Box2D: it is not ready, expected an instance at once");
  return seed;
}

/**
 * Box2D, opened at the first call, in one of its two builds. Both do the same sums in the same order, so that
 * results are bit-identical, on every machine.
 */
export function openBox2D(name: "simd" | "plain"): Box2D {
  const known = opened.get(name);
  if (known) return known;
  const fresh = open(name);
  opened.set(name, fresh);
  return fresh;
}
