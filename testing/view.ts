import { add, clipByValue, dispose, mul, round, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { read } from "../core/engine/read.ts";
import { seededRng } from "../core/rng.ts";
import type { Given, ObservationSpace, ObservationTensors, View } from "../core/types.ts";
import { demand, normalTensor, same } from "./module_rules/subject.ts";
import { noLeaks } from "./no_leaks.ts";

/** What {@linkcode checkView} looks at. */
export interface ViewCheckOptions {
  /** Streams of the world. */
  readonly observations: { readonly [stream: string]: ObservationSpace };
}

/** Streams `[3, 2, …]`, images in 0 … 255. */
function observe(spaces: ViewCheckOptions["observations"]): ObservationTensors {
  const draw = (stream: string, { shape, dtype }: ObservationSpace): Tensor => {
    const noise = normalTensor(stream, [3, 2, ...shape]);
    return dtype === "uint8" ? round(clipByValue(add(mul(noise, 60), 128), 0, 255)) : noise;
  };
  return tidy(() =>
    Object.fromEntries(Object.entries(spaces).map(([stream, space]) => [stream, draw(stream, space)]))
  );
}

function checkStreams(seen: ObservationTensors, given: ObservationTensors): void {
  for (const [stream, { shape }] of Object.entries(given)) {
    const found = seen[stream];
    demand("view", found !== undefined, `it leaves out stream "${stream}", expected every stream`);
    demand(
      "view",
      found.shape.join() === shape.join(),
      `stream "${stream}" comes back as [${found.shape}], expected [${shape}]`,
    );
  }
}

function checkValues(stream: string, values: Float32Array, { dtype }: ObservationSpace): void {
  for (const value of values) {
    const inRange = dtype === "uint8" ? value >= 0 && value <= 255 : Number.isFinite(value);
    demand(
      "view",
      inRange,
      `stream "${stream}" holds ${value}, expected ${dtype === "uint8" ? "0 to 255" : "finite numbers"}`,
    );
  }
}

/** The streams as a view shows them, in the order of their spaces. */
async function look(view: View, options: ViewCheckOptions, seed: number): Promise<Float32Array[]> {
  const given = observe(options.observations);
  const seen = tidy(() => {
    const found = view.view(given, seededRng(seed));
    checkStreams(found, given);
    return Object.keys(options.observations).map((stream) => found[stream].clone());
  });
  for (const [stream, { isDisposed }] of Object.entries(given)) {
    demand("view", !isDisposed, `it disposes "${stream}", expected that it only borrows`);
  }
  dispose(given);
  return await read(seen);
}

/**
 * Runs the rules of {@linkcode View} and throws {@linkcode InputError} with the first that is broken: every stream
 * comes back in its shape and range; the same stream of random numbers gives the same view, and another one another; the
 * arguments are borrowed; no leak.
 *
 * @param make Makes the view from what the framework gives.
 *
 * @example
 * ```ts
 * import { checkView } from "@orrery/orrery/testing";
 * import { randomCrop } from "@orrery/orrery/models";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const observations = { pixels: { shape: [8, 8, 3], dtype: "uint8" as const } };
 * await assert.doesNotReject(checkView((given) => randomCrop.make({}, given), { observations }));
 * ```
 */
export async function checkView(
  make: (given: Given<"view">) => View,
  options: ViewCheckOptions,
): Promise<void> {
  await noLeaks(async () => {
    const view = make(options);
    const [first, again, other] = [1, 1, 2].map((seed) => () => look(view, options, seed));
    const shown = await first();
    Object.entries(options.observations).forEach(([stream, space], i) =>
      checkValues(stream, shown[i], space)
    );
    const repeated = await again();
    demand(
      "view",
      shown.every((values, i) => same(values, repeated[i])),
      "the same random numbers gave two views, expected the same view",
    );
    const another = await other();
    demand(
      "view",
      shown.some((values, i) => !same(values, another[i])),
      "other random numbers gave the same view, expected another",
    );
  });
}
