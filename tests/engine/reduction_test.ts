import * as tf from "@tensorflow/tfjs-core";
import { at, checkOperation, type Nd, nd, values } from "./check_operation.ts";

const x = values("x", [2, 3, 4, 5]);

function reduced(input: Nd, axes: readonly number[], keep: boolean, join: (values: number[]) => number): Nd {
  const kept = input.shape.map((length, axis) => axes.includes(axis) ? 1 : length);
  const groups = new Map<string, number[]>();
  nd(input.shape, (index) => {
    const key = index.map((i, axis) => axes.includes(axis) ? 0 : i).join();
    groups.set(key, [...groups.get(key) ?? [], at(input, index)]);
    return 0;
  });
  const { data } = nd(kept, (index) => join(groups.get(index.join()) ?? []));
  return { shape: keep ? kept : input.shape.filter((_, axis) => !axes.includes(axis)), data };
}

const total = (list: number[]) => list.reduce((sum, value) => sum + value, 0);
const mean = (list: number[]) => total(list) / list.length;
const variance = (list: number[]) => mean(list.map((value) => (value - mean(list)) ** 2));

type Reduce = (x: tf.Tensor, axis: number[], keep: boolean) => tf.Tensor;
const reductions: Record<string, [Reduce, (list: number[]) => number]> = {
  sum: [(t, axis, keep) => tf.sum(t, axis, keep), total],
  mean: [(t, axis, keep) => tf.mean(t, axis, keep), mean],
  max: [(t, axis, keep) => tf.max(t, axis, keep), (list) => Math.max(...list)],
  min: [(t, axis, keep) => tf.min(t, axis, keep), (list) => Math.min(...list)],
  "moments' variance": [(t, axis, keep) => tf.moments(t, axis, keep).variance, variance],
  logSumExp: [(t, axis, keep) => tf.logSumExp(t, axis, keep), (list) => Math.log(total(list.map(Math.exp)))],
};

const axes: readonly number[][] = [[0], [1], [3], [0, 1], [1, 3], [0, 2], [2, 3], [0, 1, 2, 3]];

for (const [name, [run, join]] of Object.entries(reductions)) {
  for (const along of axes) {
    const keep = along.length % 2 === 1;
    checkOperation(`${name} over [${along}]`, {
      inputs: [x],
      run: (t) => run(t, along, keep),
      exact: (input) => reduced(input, along, keep, join),
    });
  }
}

function softmax(input: Nd): Nd {
  const sums = reduced({ ...input, data: input.data.map(Math.exp) }, [input.shape.length - 1], true, total);
  return nd(input.shape, (index) => Math.exp(at(input, index)) / at(sums, index));
}

checkOperation("softmax", { inputs: [x], run: (t) => tf.softmax(t), exact: softmax });

checkOperation("logSoftmax", {
  inputs: [x],
  run: (t) => tf.logSoftmax(t),
  exact: (input) => ({ shape: input.shape, data: softmax(input).data.map(Math.log) }),
});

for (const [exclusive, reverse] of [[false, false], [true, false], [false, true], [true, true]]) {
  checkOperation(`cumsum exclusive ${exclusive} reverse ${reverse}`, {
    inputs: [values("y", [3, 5])],
    run: (t) => tf.cumsum(t, 1, exclusive, reverse),
    exact: (input) =>
      nd([3, 5], ([row, column]) => {
        const list = [...input.data.subarray(row * 5, row * 5 + 5)];
        const part = reverse
          ? list.slice(column + (exclusive ? 1 : 0))
          : list.slice(0, column + (exclusive ? 0 : 1));
        return total(part);
      }),
  });
}
