import {
  add,
  backend_util,
  broadcastTo,
  cast,
  cumsum,
  div,
  equal,
  type GradConfig,
  mul,
  range,
  reshape,
  scalar,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  transpose,
  unsortedSegmentSum,
  util,
  zeros,
} from "@tensorflow/tfjs-core";

/** Gathered rows add up where they came from; the batches of `batchDims` are segments side by side. */
function scatterBack(dy: Tensor, x: Tensor, indices: Tensor, axis: number, batchDims: number): Tensor {
  const batch = util.sizeFromShape(x.shape.slice(0, batchDims));
  const outer = util.sizeFromShape(x.shape.slice(batchDims, axis));
  const length = x.shape[axis];
  const inner = util.sizeFromShape(x.shape.slice(axis + 1));
  const picked = indices.size / batch;
  const rows = transpose(reshape(dy, [batch, outer, picked, inner]), [0, 2, 1, 3]); // [batch, picked, outer, inner]
  const starts = mul(range(0, batch, 1, "int32"), scalar(length, "int32"));
  const segments = add(reshape(indices, [batch, picked]), reshape(starts, [batch, 1]));
  const sums = unsortedSegmentSum(
    reshape(rows, [batch * picked, outer * inner]),
    reshape(segments, [batch * picked]) as Tensor1D,
    batch * length,
  );
  return reshape(transpose(reshape(sums, [batch, length, outer, inner]), [0, 2, 1, 3]), x.shape);
}

/** Derivative of `gather` along any axis, with batch axes. */
export const gatherGradient: GradConfig = {
  kernelName: "GatherV2",
  inputsToSave: ["x", "indices"],
  gradFunc: (dy, [x, indices], { axis, batchDims }) => ({
    x: () => {
      const along = util.parseAxisParam(axis as number, x.shape)[0];
      return scatterBack(dy as Tensor, x, indices, along, batchDims as number);
    },
    indices: () => zeros(indices.shape),
  }),
};

/** A reduced tensor with its axes back at length 1, next to the input. */
function kept(reduced: Tensor, x: Tensor, axis: unknown): Tensor {
  const axes = util.parseAxisParam(axis as number | number[], x.shape);
  return reshape(reduced, x.shape.map((length, i) => axes.includes(i) ? 1 : length));
}

/** The extreme has the gradient; equal ones have it each. */
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
