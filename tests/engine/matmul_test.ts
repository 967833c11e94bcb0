import * as tf from "@tensorflow/tfjs-core";
import { at, checkOperation, type Nd, nd, values } from "./check_operation.ts";

const range = (count: number) => Array.from({ length: count }, (_, i) => i);
const total = (count: number, term: (i: number) => number) =>
  range(count).reduce((sum, i) => sum + term(i), 0);

const leads: readonly [number[], number[], number[]][] = [
  [[], [], []],
  [[3], [3], [3]],
  [[3], [], [3]],
];

for (const [a, b, lead] of leads) {
  for (const [transposeA, transposeB] of [[false, false], [true, false], [false, true], [true, true]]) {
    const [m, k, n] = [2, 5, 3];
    checkOperation(`matMul [${a}] [${b}] ${transposeA} ${transposeB}`, {
      inputs: [
        values("a", [...a, ...transposeA ? [k, m] : [m, k]]),
        values("b", [...b, ...transposeB ? [n, k] : [k, n]]),
      ],
      run: (x, y) => tf.matMul(x, y, transposeA, transposeB),
      exact: (x, y) =>
        nd([...lead, m, n], (index) => {
          const [batch, [i, j]] = [index.slice(0, -2), index.slice(-2)];
          return total(k, (s) =>
            at(x, [...batch, ...transposeA ? [s, i] : [i, s]]) *
            at(y, [...batch, ...transposeB ? [j, s] : [s, j]]));
        }),
    });
  }
}

function convolved(x: Nd, filter: Nd, stride: number, before: number, size: number): Nd {
  const [batch, height, width, channels] = x.shape;
  const [rows, columns, , out] = filter.shape;
  const inside = (y: number, x: number) => y >= 0 && y < height && x >= 0 && x < width;
  return nd([batch, size, size, out], ([b, i, j, d]) =>
    total(rows, (r) =>
      total(columns, (s) => {
        const [y, z] = [i * stride - before + r, j * stride - before + s];
        return inside(y, z) ? total(channels, (c) => at(x, [b, y, z, c]) * at(filter, [r, s, c, d])) : 0;
      })));
}

const convolutions: readonly [
  string,
  number[],
  number[],
  number,
  number | "same" | "valid",
  number,
  number,
][] = [
  ["k4 s2 p1", [2, 6, 6, 2], [4, 4, 2, 3], 2, 1, 1, 3],
  ["k3 s1 same", [2, 5, 5, 2], [3, 3, 2, 3], 1, "same", 1, 5],
  ["k3 s2 valid", [1, 7, 7, 2], [3, 3, 2, 2], 2, "valid", 0, 3],
  ["k2 s2 patches", [2, 6, 6, 3], [2, 2, 3, 4], 2, "valid", 0, 3],
  ["k1 s1", [2, 3, 3, 4], [1, 1, 4, 2], 1, "valid", 0, 3],
  ["k1 s2", [2, 4, 4, 4], [1, 1, 4, 2], 2, "valid", 0, 2],
];

for (const [name, xShape, filterShape, stride, pad, before, size] of convolutions) {
  checkOperation(`conv2d ${name}`, {
    inputs: [values("x", xShape), values("filter", filterShape)],
    run: (x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, pad),
    exact: (x, filter) => convolved(x, filter, stride, before, size),
  });
}

checkOperation("conv2dTranspose k4 s2", {
  inputs: [values("dy", [1, 3, 3, 2]), values("filter", [4, 4, 3, 2])],
  run: (dy, filter) => tf.conv2dTranspose(dy as tf.Tensor4D, filter as tf.Tensor4D, [1, 6, 6, 3], 2, 1),
  exact: (dy, filter) =>
    nd([1, 6, 6, 3], ([b, y, x, c]) =>
      total(3, (i) =>
        total(3, (j) => {
          const [r, s] = [y + 1 - 2 * i, x + 1 - 2 * j];
          if (r < 0 || r > 3 || s < 0 || s > 3) return 0;
          return total(2, (d) => at(dy, [b, i, j, d]) * at(filter, [r, s, c, d]));
        }))),
});

checkOperation("maxPool", {
  inputs: [values("x", [1, 4, 4, 2])],
  run: (x) => tf.maxPool(x as tf.Tensor4D, 2, 2, "valid"),
  exact: (x) =>
    nd(
      [1, 2, 2, 2],
      ([b, i, j, c]) => Math.max(...range(4).map((p) => at(x, [b, 2 * i + (p >> 1), 2 * j + (p & 1), c]))),
    ),
});

checkOperation("avgPool", {
  inputs: [values("x", [1, 4, 4, 2])],
  run: (x) => tf.avgPool(x as tf.Tensor4D, 2, 2, "valid"),
  exact: (x) =>
    nd([1, 2, 2, 2], ([b, i, j, c]) => total(4, (p) => at(x, [b, 2 * i + (p >> 1), 2 * j + (p & 1), c])) / 4),
});

checkOperation("resizeBilinear", {
  inputs: [values("x", [1, 2, 2, 1])],
  run: (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [3, 3], true),
  exact: (x) =>
    nd([1, 3, 3, 1], ([b, i, j]) => {
      const [p, q] = [i / 2, j / 2];
      const row = (y: number) => at(x, [b, y, 0, 0]) * (1 - q) + at(x, [b, y, 1, 0]) * q;
      return row(0) * (1 - p) + row(1) * p;
    }),
});
