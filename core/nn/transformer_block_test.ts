import assert from "node:assert/strict";
import { dispose, reverse, tensor, tidy, zerosLike } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../tests/conformance/no_leaks.ts";
import { read } from "../engine/read.ts";
import { seededRng } from "../rng.ts";
import { transformerBlock } from "./transformer_block.ts";

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
