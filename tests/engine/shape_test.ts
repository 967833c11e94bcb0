import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { read } from "../../core/engine/mod.ts";
import { openTestBackend } from "../backend.ts";
import { at, checkOperation, type Nd, nd, type Operation, values } from "./check_operation.ts";

const x = values("x", [2, 3, 4]);
const y = values("y", [2, 3, 4]);
const flat = (input: Nd, shape: number[]): Nd => ({ shape, data: input.data });

const one: Record<string, [(t: tf.Tensor) => tf.Tensor, (x: Nd) => Nd]> = {
  reshape: [(t) => tf.reshape(t, [6, 4]), (a) => flat(a, [6, 4])],
  expandDims: [(t) => tf.expandDims(t, 1), (a) => flat(a, [2, 1, 3, 4])],
  squeeze: [(t) => tf.squeeze(tf.expandDims(t, 0)), (a) => a],
  clone: [tf.clone, (a) => a],
  slice: [
    (t) => tf.slice(t, [0, 1, 2], [2, 2, -1]),
    (a) => nd([2, 2, 2], ([i, j, k]) => at(a, [i, j + 1, k + 2])),
  ],
  "slice of the first axis": [(t) => tf.slice(t, 1), (a) => nd([1, 3, 4], ([, j, k]) => at(a, [1, j, k]))],
  pad: [
    (t) => tf.pad(t, [[0, 0], [1, 2], [0, 1]], 0.5),
    (a) => nd([2, 6, 5], ([i, j, k]) => j < 1 || j > 3 || k > 3 ? 0.5 : at(a, [i, j - 1, k])),
  ],
  tile: [(t) => tf.tile(t, [2, 1, 3]), (a) => nd([4, 3, 12], ([i, j, k]) => at(a, [i % 2, j, k % 4]))],
  "tile of four axes": [
    (t) => tf.tile(tf.reshape(t, [2, 3, 2, 2]), [1, 2, 3, 1]),
    (a) => nd([2, 6, 6, 2], ([i, j, k, l]) => a.data[12 * i + 4 * (j % 3) + 2 * (k % 2) + l]),
  ],
  "broadcastTo from a scalar": [
    (t) => tf.broadcastTo(tf.mean(t), [3, 2]),
    (a) => nd([3, 2], () => a.data.reduce((sum, value) => sum + value, 0) / 24),
  ],
  "broadcastTo of a middle axis": [
    (t) => tf.broadcastTo(tf.slice(t, [0, 0, 0], [2, 1, 4]), [2, 5, 4]),
    (a) => nd([2, 5, 4], ([i, , k]) => at(a, [i, 0, k])),
  ],
  reverse: [(t) => tf.reverse(t, [0, 2]), (a) => nd([2, 3, 4], ([i, j, k]) => at(a, [1 - i, j, 3 - k]))],
  unstack: [
    (t) => tf.addN(tf.unstack(t, 1).map((part, i) => tf.mul(part, i + 1))),
    (a) => nd([2, 4], ([i, k]) => [0, 1, 2].reduce((sum, j) => sum + (j + 1) * at(a, [i, j, k]), 0)),
  ],
  split: [
    (t) => tf.split(t, [1, 3], 2)[1],
    (a) => nd([2, 3, 3], ([i, j, k]) => at(a, [i, j, k + 1])),
  ],
  gather: [
    (t) => tf.gather(t, tf.tensor1d([1, 0, 1, 1], "int32")),
    (a) => nd([4, 3, 4], ([i, j, k]) => at(a, [[1, 0, 1, 1][i], j, k])),
  ],
  "gather along the second axis": [
    (t) => tf.gather(t, tf.tensor2d([[2, 2], [0, 1]], [2, 2], "int32"), 1),
    (a) => nd([2, 2, 2, 4], ([i, p, q, k]) => at(a, [i, [[2, 2], [0, 1]][p][q], k])),
  ],
  "gather along the last axis": [
    (t) => tf.gather(t, tf.tensor1d([3, 3, 0], "int32"), 2),
    (a) => nd([2, 3, 3], ([i, j, k]) => at(a, [i, j, [3, 3, 0][k]])),
  ],
  "gather with a batch axis": [
    (t) => tf.gather(t, tf.tensor2d([[2, 2], [0, 1]], [2, 2], "int32"), 1, 1),
    (a) => nd([2, 2, 4], ([i, p, k]) => at(a, [i, [[2, 2], [0, 1]][i][p], k])),
  ],
};

for (const [name, [run, exact]] of Object.entries(one)) checkOperation(name, { inputs: [x], run, exact });

for (const perm of [[0, 2, 1], [1, 0, 2], [2, 0, 1], [2, 1, 0], [1, 2, 0]]) {
  checkOperation(`transpose [${perm}]`, {
    inputs: [x],
    run: (t) => tf.transpose(t, perm),
    exact: (a) =>
      nd(
        perm.map((axis) => a.shape[axis]),
        (index) => at(a, a.shape.map((_, axis) => index[perm.indexOf(axis)])),
      ),
  });
}

const two: Record<string, Pick<Operation, "run" | "exact">> = {
  "concat along the last axis": {
    run: (a, b) => tf.concat([a, b], -1),
    exact: (a, b) => nd([2, 3, 8], ([i, j, k]) => at(k < 4 ? a : b, [i, j, k % 4])),
  },
  "concat along the first axis": {
    run: (a, b) => tf.concat([a, b]),
    exact: (a, b) => nd([4, 3, 4], ([i, j, k]) => at(i < 2 ? a : b, [i % 2, j, k])),
  },
  "stack in the middle": {
    run: (a, b) => tf.stack([a, b], 1),
    exact: (a, b) => nd([2, 2, 3, 4], ([i, s, j, k]) => at([a, b][s], [i, j, k])),
  },
};

for (const [name, operation] of Object.entries(two)) checkOperation(name, { inputs: [x, y], ...operation });

Deno.test("topk gives values and indices in descending order", async () => {
  await openTestBackend();
  const [values, indices] = await read(tf.tidy(() => {
    const { values, indices } = tf.topk(tf.tensor2d([[3, 1, 4, 1.5], [-9, 2, -6, 5]]), 2);
    return [values, indices];
  }));
  assert.deepEqual([...values], [4, 3, 5, 2]);
  assert.deepEqual([...indices], [2, 0, 3, 1]);
});
