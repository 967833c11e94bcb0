import assert from "node:assert/strict";
import {
  add,
  dispose,
  grads,
  mul,
  ones,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  tidy,
  variableGrads,
  zeros,
} from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { read } from "../engine/read.ts";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import { adalnBlock, modulate } from "./adaln.ts";

await openTestBackend();

const SIZE = { features: 4, heads: 2, headWidth: 3, hidden: 5, bias: false, causal: true };
const wave = (step: number): Tensor =>
  tensor(Array.from({ length: 12 }, (_, i) => Math.sin(step * i)), [1, 3, 4]);

Deno.test("a new block does nothing, and learns its modulation first", () =>
  noLeaks(async () => {
    const block = adalnBlock(SIZE, seededRng(0));
    const names = Object.keys(block.params);
    const [x, y, ...gradients] = await read(tidy(() => {
      const x = wave(1);
      const { grads } = variableGrads(
        () => sum(mul(block.apply(x, wave(2), "train"), wave(3))),
        Object.values(block.params),
      );
      return [x, block.apply(x, wave(2), "infer"), ...names.map((name) => grads[block.params[name].name])];
    }));
    assert.deepEqual(y, x);
    const moved = names.filter((_, i) => gradients[i].some((g) => g !== 0));
    assert.deepEqual(moved, ["modulation.weight", "modulation.bias"]);
    dispose(block.params);
  }));

Deno.test("the condition steers an opened block, each place by its own", () =>
  noLeaks(async () => {
    const block = adalnBlock(SIZE, seededRng(0));
    tidy(() => block.params["modulation.weight"].assign(ones([4, 24])));
    const [plain, steered] = await read(tidy(() => {
      const last = tensor([0, 0, 1], [1, 3, 1]);
      return [wave(2), add(wave(2), last)].map((condition) => block.apply(wave(1), condition, "infer"));
    }));
    assert.deepEqual(steered.slice(0, 8), plain.slice(0, 8));
    assert.notDeepEqual(steered.slice(8), plain.slice(8));
    dispose(block.params);
  }));

await openTestBackend();

Deno.test("modulate scales from 1 and shifts, or gates from 0, with their gradients", async () => {
  for (const [offset, expected] of [[1, [11, 24]], [0, [10, 22]]] as const) {
    const [y, dx, dScale, dShift] = await read(tidy(() => {
      const inputs = [tensor1d([1, 2]), tensor1d([2, 3]), tensor1d([8, 16])];
      const gradients = grads((x, scale, shift) =>
        sum(mul(modulate(x, { scale, shift, offset }), tensor1d([1, 10])))
      );
      const [x, scale, shift] = inputs;
      return [modulate(x, { scale, shift, offset }), ...gradients(inputs)];
    }));
    assert.deepEqual([...y], expected);
    assert.deepEqual([...dx], [2 + offset, 10 * (3 + offset)]);
    assert.deepEqual([...dScale], [1, 20]);
    assert.deepEqual([...dShift], [1, 10]);
  }
});

Deno.test("modulate refuses other shapes, which it would not broadcast", () => {
  tidy(() => {
    const [x, row] = [zeros([2, 3]), zeros([3])];
    assert.throws(() => modulate(x, { scale: row, shift: x }), InputError);
    assert.throws(() => modulate(x, { scale: x, shift: row }), InputError);
  });
});
