import {
  add,
  type GradConfig,
  mul,
  range,
  reshape,
  scalar,
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
