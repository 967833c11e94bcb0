import assert from "node:assert/strict";
import { dispose, reverse, tensor, tidy, zerosLike } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { read } from "../engine/read.ts";
import { seededRng } from "../rng.ts";
import { feedForward, sinePositions, transformerBlock } from "./transformer.ts";

await openTestBackend();

const SIZE = { features: 4, heads: 2, headWidth: 2, hidden: 6, deviation: 0.5 };
const ROWS = Array.from({ length: 12 }, (_, i) => Math.sin(3 * i));

Deno.test("a block takes places in any order", () =>
  noLeaks(async () => {
    const block = transformerBlock(SIZE, seededRng(0));
    const [forth, back] = await read(tidy(() => {
      const x = tensor(ROWS, [1, 3, 4]);
      return [block.apply(x, "infer"), reverse(block.apply(reverse(x, 1), "infer"), 1)];
    }));
    forth.forEach((value, i) => assert.ok(Math.abs(value - back[i]) < 1e-5));
    assert.ok(forth.some((value, i) => Math.abs(value - ROWS[i]) > 0.1));
    dispose(block.params);
  }));

Deno.test("a block adds to what comes in: silent parts let it through", () =>
  noLeaks(async () => {
    const block = transformerBlock(SIZE, seededRng(0));
    tidy(() => {
      for (const name of ["attention.output.weight", "mlp.output.weight"]) {
        block.params[name].assign(zerosLike(block.params[name]));
      }
    });
    const [y] = await read([tidy(() => block.apply(tensor(ROWS, [1, 3, 4]), "infer"))]);
    assert.deepEqual([...y], ROWS.map(Math.fround));
    dispose(block.params);
  }));

await openTestBackend();

Deno.test("feedForward is Linear, GELU, Linear", () =>
  noLeaks(async () => {
    const layer = feedForward({ features: 1, hidden: 2, dropout: 0.5 }, seededRng(0));
    tidy(() => {
      layer.params["hidden.weight"].assign(tensor([1, -1], [1, 2]));
      layer.params["hidden.bias"].assign(tensor([0, 0]));
      layer.params["output.weight"].assign(tensor([1, 10], [2, 1]));
      layer.params["output.bias"].assign(tensor([100]));
    });
    const [y] = await read([tidy(() => layer.apply(tensor([1], [1, 1]), "infer"))]);
    const phi = 0.8413447460685429; // Φ(1)
    assert.ok(Math.abs(y[0] - (100 + phi - 10 * (1 - phi))) < 1e-5);
    dispose(layer.params);
  }));

await openTestBackend();

Deno.test("places have codes of one length that all differ, also at an odd width", () =>
  noLeaks(async () => {
    const [even, odd] = await read([sinePositions(50, 6), sinePositions(3, 5)]);
    const codes = Array.from({ length: 50 }, (_, p) => [...even.slice(6 * p, 6 * p + 6)]);
    for (const code of codes) {
      assert.ok(Math.abs(code.reduce((sum, value) => sum + value ** 2, 0) - 3) < 1e-5);
    }
    assert.equal(new Set(codes.map(String)).size, 50);
    assert.equal(odd.length, 15);
    assert.ok(
      Math.abs(even[6] - Math.sin(1)) < 1e-6 && Math.abs(even[9] - Math.cos(10_000 ** (-1 / 3))) < 1e-6,
    );
  }));
