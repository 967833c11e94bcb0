import * as tf from "@tensorflow/tfjs-core";
import { at, checkOperation, type Nd, nd, values } from "./check_operation.ts";

const x = values("x", [2, 3, 4]);
const positive = values("positive", [2, 3, 4], 0.3, 3);

/** Error function by its series; exact to double precision for |x| ≤ 2. */
function erf(value: number): number {
  let [term, sum] = [value, value];
  for (let n = 1; n < 60; n++) {
    term *= -value * value / n;
    sum += term / (2 * n + 1);
  }
  return 2 / Math.sqrt(Math.PI) * sum;
}

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

const unary: Record<string, [(x: tf.Tensor) => tf.Tensor, (x: number) => number, Nd]> = {
  abs: [tf.abs, Math.abs, x],
  neg: [tf.neg, (v) => -v, x],
  square: [tf.square, (v) => v * v, x],
  sqrt: [tf.sqrt, Math.sqrt, positive],
  rsqrt: [tf.rsqrt, (v) => 1 / Math.sqrt(v), positive],
  reciprocal: [tf.reciprocal, (v) => 1 / v, positive],
  exp: [tf.exp, Math.exp, x],
  expm1: [tf.expm1, Math.expm1, x],
  log: [tf.log, Math.log, positive],
  log1p: [tf.log1p, Math.log1p, positive],
  sin: [tf.sin, Math.sin, x],
  cos: [tf.cos, Math.cos, x],
  tanh: [tf.tanh, Math.tanh, x],
  erf: [tf.erf, erf, x],
  sigmoid: [tf.sigmoid, sigmoid, x],
  softplus: [tf.softplus, (v) => Math.log1p(Math.exp(v)), x],
  relu: [tf.relu, (v) => Math.max(0, v), x],
  relu6: [(t) => tf.relu6(tf.mul(t, 5)), (v) => Math.min(6, Math.max(0, 5 * v)), x],
  elu: [tf.elu, (v) => v > 0 ? v : Math.expm1(v), x],
  leakyRelu: [(t) => tf.leakyRelu(t, 0.1), (v) => v > 0 ? v : 0.1 * v, x],
  clip: [(t) => tf.clipByValue(t, -1, 1), (v) => Math.min(1, Math.max(-1, v)), x],
  cast: [(t) => tf.cast(tf.cast(t, "float32"), "float32"), (v) => v, x],
  floor: [(t) => tf.mul(t, tf.floor(t)), (v) => v * Math.floor(v), x],
  "where through a comparison": [
    (t) => tf.where(tf.greater(t, 0), tf.square(t), tf.mul(t, 0.1)),
    (v) => v > 0 ? v * v : 0.1 * v,
    x,
  ],
};

for (const [name, [run, exact, input]] of Object.entries(unary)) {
  checkOperation(name, { inputs: [input], run, exact: (a) => ({ shape: a.shape, data: a.data.map(exact) }) });
}

const binary: Record<string, [(a: tf.Tensor, b: tf.Tensor) => tf.Tensor, (a: number, b: number) => number]> =
  {
    add: [tf.add, (a, b) => a + b],
    sub: [tf.sub, (a, b) => a - b],
    mul: [tf.mul, (a, b) => a * b],
    div: [tf.div, (a, b) => a / b],
    squaredDifference: [tf.squaredDifference, (a, b) => (a - b) ** 2],
    maximum: [tf.maximum, Math.max],
    minimum: [tf.minimum, Math.min],
    pow: [tf.pow, Math.pow],
  };

const shapes: readonly [number[], number[], number[]][] = [
  [[2, 3, 4], [2, 3, 4], [2, 3, 4]],
  [[2, 3, 4], [4], [2, 3, 4]],
  [[2, 1, 4], [3, 1], [2, 3, 4]],
  [[], [2, 3], [2, 3]],
];

for (const [name, [run, exact]] of Object.entries(binary)) {
  for (const [a, b, out] of shapes) {
    checkOperation(`${name} [${a}] [${b}]`, {
      inputs: [values("a", a, 0.4, 2), values("b", b, 0.5, 2.2)],
      run,
      exact: (x, y) => nd(out, (index) => exact(at(x, index), at(y, index))),
    });
  }
}

checkOperation("where broadcasts a mask", {
  inputs: [x, values("other", [4])],
  run: (a, b) => tf.where(tf.tensor2d([[1], [0], [1]], [3, 1], "bool"), a, b),
  exact: (a, b) => nd([2, 3, 4], (index) => at(index[1] === 1 ? b : a, index)),
});
