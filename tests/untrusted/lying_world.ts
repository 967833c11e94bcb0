import { component } from "../../core/component.ts";
import { choice } from "../../core/option.ts";
import type { Component, Env } from "../../core/types.ts";

/** A world that keeps all rules. */
function honest(): Env {
  return {
    id: "honest@1",
    observations: {
      pixels: { shape: [4, 4, 3], dtype: "uint8" },
      proprio: { shape: [2], dtype: "float32" },
    },
    actionSpace: { kind: "box", low: [-1], high: [1] },
    variables: [{ name: "x", unit: "px", description: "place" }],
    factors: [],
    goals: { criterion: "the same place", reached: () => true, distance: () => 0 },
    reset: () => {},
    step: () => ({ reward: 0, terminated: false, truncated: false }),
    observe: (stream) => stream === "pixels" ? new Uint8Array(48) : new Float32Array(2),
    measure: () => Float64Array.of(0),
    getState: () => Float64Array.of(0),
    setState: () => {},
  };
}

/** Something other than what the types promise. */
function untyped<T>(value: unknown): T {
  return value as T;
}

const space = (shape: readonly number[]) => ({ pixels: { shape, dtype: "uint8" as const } });
let size = 0;

/** What a world can lie about, by name. */
export const lies: { readonly [name: string]: Partial<Env> } = {
  "an observation of NaN": { observe: () => Float32Array.of(NaN, 0) },
  "an observation of infinity": { observe: () => Float32Array.of(0, Infinity) },
  "an observation of another size": { observe: () => new Float32Array(3) },
  "an observation of another type": { observe: () => new Uint8Array(2) },
  "an observation that is no array": { observe: () => untyped("pixels") },
  "variables of NaN": { measure: () => Float64Array.of(NaN) },
  "more variables than announced": { measure: () => new Float64Array(2) },
  "a state of changing size": { getState: () => new Float64Array(++size) },
  "a reward of NaN": { step: () => ({ reward: NaN, terminated: false, truncated: false }) },
  "a step that ends in words": { step: () => untyped({ reward: 0, terminated: "no", truncated: false }) },
  "a distance of NaN": { goals: { criterion: "none", reached: () => true, distance: () => NaN } },
  "a picture of 4 gigapixels": { observations: space([65_536, 65_536, 3]) },
  "a picture of negative size": { observations: space([-4, 4, 3]) },
  "a stream with the name of a prototype": { observations: { ["__proto__"]: space([4, 4, 3]).pixels } },
  "a stream with the name constructor": { observations: { constructor: space([4, 4, 3]).pixels } },
  "an action space without bounds": { actionSpace: untyped({ kind: "box" }) },
  "an id with control characters": { id: "\u001b[2J@1" },
  "a description that drives a terminal": {
    variables: [{ name: "x", unit: "px", description: "\u001b]0;owned\u0007" }],
  },
  "an error that drives a terminal": {
    reset: () => {
      throw new Error("\u001b[2J\u009b31mall is \u202ewell");
    },
  },
};

/** A world that keeps all rules but one. */
export const lying: Component<"env"> = component("env", {
  description: "Lies about one thing",
  options: {
    lie: choice(["nothing", ...Object.keys(lies)], { default: "nothing", description: "what it lies about" }),
  },
  make: ({ lie }) => ({ ...honest(), ...lies[lie] }),
});
