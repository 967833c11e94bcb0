import assert from "node:assert/strict";
import { add, mul, randomUniform, slice } from "@tensorflow/tfjs-core";
import type { View } from "../core/types.ts";
import { openTestBackend } from "../tests/backend.ts";
import { checkView } from "./view.ts";

await openTestBackend();
const observations = { pixels: { shape: [4, 4, 3], dtype: "uint8" as const } };

/** A view that darkens, and one that breaks each rule. */
const darker: View["view"] = ({ pixels }, rng) => ({ pixels: mul(pixels, rng.uniform()) });
const BROKEN: readonly [View["view"], RegExp][] = [
  [({ pixels }) => ({ pixels: mul(pixels, 1) }), /other random numbers gave the same view/],
  [({ pixels }) => ({ pixels: mul(pixels, randomUniform([1])) }), /same random numbers gave two views/],
  [(_) => ({}), /leaves out stream "pixels"/],
  [({ pixels }, rng) => ({ pixels: add(pixels, 300 * rng.uniform()) }), /holds .*, expected 0 to 255/],
  [
    ({ pixels }) => ({ pixels: slice(pixels, 0, [1]) }),
    /comes back as \[1,2,4,4,3\], expected \[3,2,4,4,3\]/,
  ],
];

Deno.test("a view that keeps the rules passes", () => checkView(() => ({ view: darker }), { observations }));

for (const [view, sentence] of BROKEN) {
  Deno.test(`refused: ${sentence.source}`, () =>
    assert.rejects(checkView(() => ({ view }), { observations }), sentence));
}
