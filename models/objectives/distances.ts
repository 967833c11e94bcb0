import { abs, minimum, mul, squaredDifference, sub, type Tensor } from "@tensorflow/tfjs-core";

/** ½x² up to 1, then |x| − ½ (Huber, 1964): with m = min(|x|, 1), m·(|x| − m/2). */
function huber(a: Tensor, b: Tensor): Tensor {
  const size = abs(sub(a, b));
  const inner = minimum(size, 1);
  return mul(inner, sub(size, mul(inner, 0.5)));
}

/** How far numbers are from others, one by one: squared, absolute, or Huber's function with corner 1. */
export const distances: {
  readonly [name in "mse" | "l1" | "huber"]: (a: Tensor, b: Tensor) => Tensor;
} = {
  mse: (a, b) => squaredDifference(a, b),
  l1: (a, b) => abs(sub(a, b)),
  huber,
};
