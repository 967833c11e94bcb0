import assert from "node:assert/strict";
import { dispose, ones, slice, tensor, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../tests/conformance/no_leaks.ts";
import { read } from "../engine/read.ts";
import { seededRng } from "../rng.ts";
import { attention } from "./attention.ts";

await openTestBackend();

const SIZE = { features: 4, heads: 2, headWidth: 3 };
const ROWS = Array.from({ length: 12 }, (_, i) => Math.sin(3 * i));

Deno.test("causal attention sees the places up to its own, the other kind all", () =>
  noLeaks(async () => {
    for (const causal of [true, false]) {
      const layer = attention({ ...SIZE, causal }, seededRng(0));
      const [whole, first] = await read(tidy(() => {
        const x = tensor(ROWS, [1, 3, 4]);
        return [layer.apply(x, "infer"), layer.apply(slice(x, 0, [1, 2, 4]), "infer")];
      }));
      const same = first.every((value, i) => Math.abs(value - whole[i]) < 1e-6);
      assert.equal(same, causal);
      dispose(layer.params);
    }
  }));

Deno.test("attention has the weights that it is asked for", () =>
  noLeaks(() => {
    const bare = attention(
      { features: 6, heads: 2, headWidth: 3, bias: false, project: false },
      seededRng(0),
    );
    assert.deepEqual(Object.keys(bare.params), ["query.weight", "key.weight", "value.weight"]);
    const wide = attention(SIZE, seededRng(0));
    assert.deepEqual(wide.params["query.weight"].shape, [4, 6]);
    assert.deepEqual(wide.params["output.weight"].shape, [6, 4]);
    assert.equal(Object.keys(wide.params).length, 8);
    dispose([bare.params, wide.params]);
  }));

Deno.test("equal places attend alike: the values go through", () =>
  noLeaks(async () => {
    const layer = attention(
      { features: 2, heads: 2, headWidth: 1, bias: false, project: false },
      seededRng(0),
    );
    tidy(() => layer.params["value.weight"].assign(tensor([1, 0, 0, 5], [2, 2])));
    const [y] = await read([tidy(() => layer.apply(ones([1, 3, 2]), "infer"))]);
    for (const [i, value] of y.entries()) assert.ok(Math.abs(value - (i % 2 ? 5 : 1)) < 1e-6);
    dispose(layer.params);
  }));

Deno.test("attention drops out by its stream, and only in training", () =>
  noLeaks(async () => {
    const layer = attention({ ...SIZE, dropout: 0.5 }, seededRng(0));
    const [a, b, other, infer, twice] = await read(tidy(() => {
      const x = tensor(ROWS, [1, 3, 4]);
      const train = (seed: number) => layer.apply(x, "train", seededRng(seed));
      return [train(1), train(1), train(2), layer.apply(x, "infer", seededRng(1)), layer.apply(x, "infer")];
    }));
    assert.deepEqual(a, b);
    assert.notDeepEqual(a, other);
    assert.notDeepEqual(a, infer);
    assert.deepEqual(infer, twice);
    dispose(layer.params);
  }));
