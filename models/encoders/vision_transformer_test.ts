import assert from "node:assert/strict";
import { dispose, slice, tensor, tidy, zerosLike } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import { visionTransformer } from "./vision_transformer.ts";

await openTestBackend();

const SIZE = { image: [4, 6, 1] as const, patch: 2, width: 4, depth: 1, heads: 2, mlp: 6 };
const IMAGE = Array.from({ length: 24 }, (_, i) => Math.sin(5 * i));

Deno.test("patches become tokens row by row, behind the class token", () =>
  noLeaks(async () => {
    const vit = visionTransformer({ ...SIZE, depth: 0 }, seededRng(0));
    tidy(() => {
      vit.params.positions.assign(zerosLike(vit.params.positions));
      vit.params["patches.weight"].assign(tensor([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], [4, 4]));
    });
    const [tokens, patch] = await read(tidy(() => {
      const tokens = vit.tokens(tensor(IMAGE, [1, 4, 6, 1]), "infer");
      assert.deepEqual(tokens.shape, [1, 7, 4]);
      return [tokens, slice(tokens, [0, 6, 0], [1, 1, 4])];
    }));
    // The last patch: rows 2 and 3, columns 4 and 5.
    const expected = [16, 17, 22, 23].map((i) => IMAGE[i]);
    const mean = expected.reduce((sum, x) => sum + x) / 4;
    const deviation = Math.sqrt(expected.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 4);
    expected.forEach((x, i) => assert.ok(Math.abs((x - mean) / deviation - patch[i]) < 1e-5));
    assert.ok(tokens.every(Number.isFinite));
    dispose(vit.params);
  }));

Deno.test("the summary is the first token, and depends on every pixel", () =>
  noLeaks(async () => {
    const vit = visionTransformer(SIZE, seededRng(0));
    const results = await read(tidy(() => {
      const image = (i: number) => tensor(IMAGE.map((x, j) => i === j ? x + 9 : x), [1, 4, 6, 1]);
      const [plain, ...changed] = [-1, ...IMAGE.keys()].map((i) => vit.summary(image(i), "infer"));
      return [slice(vit.tokens(image(-1), "infer"), 0, [1, 1, 4]), plain, ...changed];
    }));
    const [token, plain, ...changed] = results;
    plain.forEach((value, i) => assert.ok(Math.abs(value - token[i]) < 1e-6));
    for (const summary of changed) assert.notDeepEqual(summary, plain);
    dispose(vit.params);
  }));
