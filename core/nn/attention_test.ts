import assert from "node:assert/strict";
import {
  add,
  cast,
  dispose,
  grads,
  matMul,
  mul,
  ones,
  slice,
  softmax,
  sum,
  type Tensor,
  tensor,
  tidy,
  transpose,
} from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { read } from "../engine/read.ts";
import { seededRng } from "../rng.ts";
import { attend, attendJoint, type AttendOptions, attention } from "./attention.ts";

await openTestBackend();

const normal = (label: string, shape: number[]): Tensor =>
  tensor(Float32Array.from(seededRng(0).fork(label).normals(shape.reduce((a, b) => a * b, 1))), shape);

/** The formula by operations of the engine. */
function plain(query: Tensor, key: Tensor, value: Tensor, { mask, drop }: AttendOptions): Tensor {
  const [q, k, v] = [query, key, value].map((heads) => transpose(heads, [0, 2, 1, 3]));
  const scores = mul(matMul(q, k, false, true), 1 / Math.sqrt(3));
  const weights = softmax(mask ? add(scores, mask) : scores);
  return transpose(matMul(drop ? mul(weights, drop) : weights, v), [0, 2, 1, 3]);
}

Deno.test("attend mixes values by likeness, and not those behind the mask", () =>
  noLeaks(async () => {
    const [open, masked] = await read(tidy(() => {
      const query = tensor([100, 0, 0, 100], [1, 2, 1, 2]); // each place asks for one key alone
      const heads = { query, key: tensor([0, 1, 1, 0], [1, 2, 1, 2]), value: tensor([7, 9], [1, 2, 1, 1]) };
      return [attend(heads), attend(heads, { mask: tensor([0, -30_000, 0, 0], [2, 2]) })];
    }));
    assert.deepEqual([...open], [9, 7]);
    assert.deepEqual([...masked], [7, 7]);
  }));

Deno.test("attend's value and gradient are those of the formula, with mask and dropout", () =>
  noLeaks(async () => {
    const results = await read(tidy(() => {
      const heads = ["query", "key", "value"].map((label) => normal(label, [2, 4, 2, 3]));
      const weights = normal("weights", [2, 4, 2, 3]);
      const mask = mul(tensor([0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0], [4, 4]), -30_000);
      const drop = tensor(Array.from({ length: 64 }, (_, i) => i % 3 ? 1.5 : 0), [2, 2, 4, 4]);
      return [{}, { mask }, { mask, drop }].flatMap((options) => [
        ...grads((query, key, value) => sum(mul(attend({ query, key, value }, options), weights)))(heads),
        ...grads((q, k, v) => sum(mul(plain(q, k, v, options), weights)))(heads),
      ]);
    }));
    for (let i = 0; i < results.length; i += 6) {
      for (let j = i; j < i + 3; j++) {
        results[j].forEach((g, n) => assert.ok(Math.abs(g - results[j + 3][n]) < 2e-6, `${j} ${n}`));
      }
    }
  }));

Deno.test("attend refuses shapes that it would not broadcast", () =>
  noLeaks(() => {
    tidy(() => {
      const heads = ["query", "key", "value"].map((label) => normal(label, [2, 4, 2, 3]));
      const [query, key, value] = heads;
      const refused = (run: () => Tensor, name: string) =>
        assert.throws(run, { name: "InputError", message: new RegExp(`^Cannot use "${name}"`) });
      refused(() => attend({ query: normal("q", [4, 2, 3]), key, value }, {}), "query");
      refused(() => attend({ query, key: normal("k", [2, 5, 2, 3]), value }), "key");
      refused(() => attend({ query, key, value: normal("v", [2, 5, 2, 3]) }), "value");
      const joint = normal("joint", [2, 4, 3, 2, 3]);
      for (const run of [attend.bind(null, { query, key, value }), attendJoint.bind(null, joint)]) {
        refused(() => run({ mask: normal("mask", [1, 4]) }), "mask");
        refused(() => run({ drop: normal("drop", [4, 4]) }), "drop");
        refused(() => run({ mask: cast(normal("mask", [4, 4]), "int32") }), "mask");
      }
      refused(() => attendJoint(normal("joint", [1, 3, 2, 1, 2])), "joint");
    });
  }));

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
