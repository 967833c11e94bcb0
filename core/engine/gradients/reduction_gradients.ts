import {
  backend_util,
  broadcastTo,
  cast,
  cumsum,
  div,
  equal,
  type GradConfig,
  mul,
  reshape,
  sub,
  sum,
  type Tensor,
  util,
} from "@tensorflow/tfjs-core";

/** A reduced tensor with its axes back at length 1, next to the input. */
function kept(reduced: Tensor, x: Tensor, axis: unknown): Tensor {
  const axes = util.parseAxisParam(axis as number | number[], x.shape);
  return reshape(reduced, x.shape.map((length, i) => axes.includes(i) ? 1 : length));
}

/** The extreme has the slope; equal ones have it each. */
function extreme(kernelName: string, axis: string): GradConfig {
  return {
    kernelName,
    inputsToSave: ["x"],
    outputsToSave: [true],
    gradFunc: (dy, [x, y], attrs) => ({
      x: () => mul(kept(dy as Tensor, x, attrs[axis]), cast(equal(x, kept(y, x, attrs[axis])), "float32")),
    }),
  };
}

/** Derivatives of what joins the values along axes. */
export const reductionGradients: readonly GradConfig[] = [
  {
    kernelName: "Sum",
    inputsToSave: ["x"],
    gradFunc: (dy, [x], { axis }) => ({ x: () => broadcastTo(kept(dy as Tensor, x, axis), x.shape) }),
  },
  {
    kernelName: "Mean",
    inputsToSave: ["x"],
    gradFunc: (dy, [x], { axis }) => ({
      x: () => {
        const axes = util.parseAxisParam(axis as number | number[], x.shape);
        const [, gone] = backend_util.computeOutAndReduceShapes(x.shape, axes);
        return broadcastTo(div(kept(dy as Tensor, x, axes), util.sizeFromShape(gone)), x.shape);
      },
    }),
  },
  extreme("Max", "reductionIndices"),
  extreme("Min", "axis"),
  {
    kernelName: "Cumsum",
    gradFunc: (dy, _, { axis, exclusive, reverse }) => ({
      x: () => cumsum(dy as Tensor, axis as number, exclusive as boolean, !reverse),
    }),
  },
  {
    kernelName: "Softmax",
    outputsToSave: [true],
    gradFunc: (dy, [y], { dim }) => ({
      logits: () => {
        const weighted = mul(dy as Tensor, y);
        return sub(weighted, mul(sum(weighted, dim as number, true), y));
      },
    }),
  },
];
