import {
  div,
  type GradConfig,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  mul,
  neg,
  pow,
  square,
  sub,
  type Tensor,
  where,
  zeros,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { unbroadcast } from "./unbroadcast.ts";

type Derivative = (dy: Tensor, a: Tensor, b: Tensor) => Tensor;

/** A rule for a function of two tensors that broadcast. */
function binary(kernelName: string, ofA: Derivative, ofB: Derivative): GradConfig {
  return {
    kernelName,
    inputsToSave: ["a", "b"],
    gradFunc: (dy, [a, b]) => ({
      a: () => unbroadcast(ofA(dy as Tensor, a, b), a.shape),
      b: () => unbroadcast(ofB(dy as Tensor, a, b), b.shape),
    }),
  };
}

/** Comparisons have steps and no derivative: differentiating `where(x > 0, …)` meets them. */
function flat(kernelName: string): GradConfig {
  return {
    kernelName,
    inputsToSave: ["a", "b"],
    gradFunc: (_, [a, b]) => ({ a: () => zeros(a.shape), b: () => zeros(b.shape) }),
  };
}

const keepWhere = (condition: Tensor, dy: Tensor) => where(condition, dy, zerosLike(dy));

const COMPARISONS: readonly string[] = ["Equal", "Greater", "GreaterEqual", "Less", "LessEqual", "NotEqual"];

/** Derivatives of the functions of two tensors; where `max` and `min` tie, the first operand has the derivative. */
export const binaryGradients: readonly GradConfig[] = [
  binary("Add", (dy) => dy, (dy) => dy),
  binary("Sub", (dy) => dy, (dy) => neg(dy)),
  binary("Multiply", (dy, _, b) => mul(dy, b), (dy, a) => mul(dy, a)),
  binary("RealDiv", (dy, _, b) => div(dy, b), (dy, a, b) => neg(div(mul(dy, a), square(b)))),
  binary(
    "SquaredDifference",
    (dy, a, b) => mul(dy, mul(2, sub(a, b))),
    (dy, a, b) => mul(dy, mul(2, sub(b, a))),
  ),
  binary(
    "Maximum",
    (dy, a, b) => keepWhere(greaterEqual(a, b), dy),
    (dy, a, b) => keepWhere(less(a, b), dy),
  ),
  binary(
    "Minimum",
    (dy, a, b) => keepWhere(lessEqual(a, b), dy),
    (dy, a, b) => keepWhere(greater(a, b), dy),
  ),
  binary(
    "Pow",
    (dy, a, b) => mul(dy, mul(b, pow(a, sub(b, 1)))),
    (dy, a, b) => mul(dy, mul(pow(a, b), where(greater(a, 0), log(a), zerosLike(a)))),
  ),
  ...COMPARISONS.map(flat),
];
