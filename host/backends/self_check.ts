import {
  conv2d,
  matMul,
  mean,
  relu,
  reshape,
  softmax,
  square,
  sub,
  type Tensor,
  tensor,
  type Tensor2D,
  type Tensor4D,
  tidy,
  valueAndGrads,
} from "@tensorflow/tfjs-core";
import { read } from "../../core/engine/mod.ts";
import { seededRng } from "../../core/rng.ts";

/** How far a backend is from the reference on one training step. */
export interface Deviation {
  /** Difference of the losses ÷ the reference's loss; allowed is 1e-5. */
  readonly loss: number;
  /** Largest difference of a gradient ÷ its largest reference value; allowed is 1e-4. */
  readonly gradient: number;
}

const SHAPES: readonly (readonly number[])[] = [[4, 12, 12, 3], [4, 4, 3, 8], [200, 16], [16, 16]];

/** Loss and gradients of a small convolutional network from fixed weights, on the open backend. */
export async function trainingStep(): Promise<readonly Float32Array[]> {
  const rng = seededRng(11);
  return await read(tidy(() => {
    const inputs = SHAPES.map((shape) => {
      const size = shape.reduce((product, length) => product * length, 1);
      return tensor(new Float32Array(rng.normals(size).map((value) => value / 4)), [...shape]);
    });
    const { value, grads } = valueAndGrads(loss)(inputs);
    return [value, ...grads];
  }));
}

function loss(images: Tensor, filter: Tensor, weights: Tensor, heads: Tensor): Tensor {
  const features = relu(conv2d(images as Tensor4D, filter as Tensor4D, 2, "valid")); // [4, 5, 5, 8]
  const latents = matMul(reshape(features, [4, 200]), weights as Tensor2D); // [4, 16]
  const mixed = softmax(matMul(latents, heads as Tensor2D, false, true)); // [4, 16]
  return mean(square(sub(latents, mixed)));
}

/** Compares two training steps. */
export function deviation(actual: readonly Float32Array[], expected: readonly Float32Array[]): Deviation {
  const [loss, ...gradients] = expected.map((reference, which) => {
    const differences = reference.map((value, i) => Math.abs(value - actual[which][i]));
    return largest(differences) / largest(reference.map(Math.abs));
  });
  return { loss, gradient: Math.max(...gradients) };
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Number.isNaN(value) ? Infinity : Math.max(most, value), 0);
}
