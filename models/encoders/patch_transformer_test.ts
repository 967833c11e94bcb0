import assert from "node:assert/strict";
import { add, dispose, gather, tensor, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import type { ObservationSpace } from "../../core/types.ts";
import { checkEncoder } from "../../testing/encoder.ts";
import { patchTransformer } from "./patch_transformer.ts";

await openTestBackend();

const SMALL = { patch: 4, dim: 6, depth: 2, heads: 2, mlp: 8 };
const images = (shape: number[]): { pixels: ObservationSpace } => ({ pixels: { shape, dtype: "uint8" } });

Deno.test("patch-transformer conforms, on images that are not square", () =>
  checkEncoder((given) => patchTransformer.make(SMALL, given), { observations: images([8, 12, 3]) }));

Deno.test("the grid is the image's, also where as many tokens would make a square", () => {
  const encoder = patchTransformer.make(SMALL, { observations: images([8, 32, 3]), rng: seededRng(0) });
  assert.deepEqual([encoder.tokens, encoder.grid], [16, [2, 8]]);
  dispose(encoder.params);
});

Deno.test("tokens that are left out are not seen", () =>
  noLeaks(async () => {
    const encoder = patchTransformer.make(SMALL, { observations: images([8, 8, 1]), rng: seededRng(0) });
    const grey = Array.from({ length: 64 }, (_, i) => 40 + 2 * i);
    const [whole, kept, blind] = await read(tidy(() => {
      const pixels = tensor(grey, [1, 1, 8, 8, 1]);
      // Changes the last of four patches only.
      const changed = add(pixels, tensor(grey.map((_, i) => i >= 32 && i % 8 >= 4 ? 50 : 0), pixels.shape));
      const keep = tensor1d([2, 0], "int32");
      const options = { mode: "infer", keep } as const;
      return [
        gather(encoder.encode({ pixels }, { mode: "infer" }), keep, 2),
        encoder.encode({ pixels }, options),
        encoder.encode({ pixels: changed }, options),
      ];
    }));
    assert.deepEqual(blind, kept);
    assert.notDeepEqual(whole, kept);
    dispose(encoder.params);
  }));

Deno.test("a width that the heads do not share is refused", () =>
  assert.throws(
    () =>
      patchTransformer.make({ ...SMALL, heads: 4 }, { observations: images([8, 8, 3]), rng: seededRng(0) }),
    /a width of 6 for 4 heads, expected a multiple of the heads/,
  ));
