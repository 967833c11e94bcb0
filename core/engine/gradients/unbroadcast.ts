import { broadcast_util, reshape, sum, type Tensor } from "@tensorflow/tfjs-core";

/**
 * The gradient of an operand that was broadcast: summed over what was repeated, back in the operand's shape.
 * Always another handle than `gradient`, as the tape asks for.
 */
export function unbroadcast(gradient: Tensor, shape: readonly number[]): Tensor {
  const axes = broadcast_util.getReductionAxes([...shape], gradient.shape);
  return reshape(axes.length > 0 ? sum(gradient, axes) : gradient, [...shape]);
}
