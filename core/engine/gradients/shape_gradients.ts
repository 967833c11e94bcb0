import {
  clone,
  concat,
  engine,
  type GradConfig,
  pad,
  reshape,
  reverse,
  slice,
  slice_util,
  split,
  stack,
  sum,
  type Tensor,
  transpose,
  unstack,
  util,
  where,
  zeros,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { gatherGradient } from "./reduction_gradients.ts";

function resized(kernelName: string): GradConfig {
  return {
    kernelName,
    inputsToSave: ["images"],
    gradFunc: (dy, [images], attrs) => ({
      images: () => engine().runKernel(`${kernelName}Grad`, { dy: dy as Tensor, images }, attrs),
    }),
  };
}

/** Derivatives of pooling and resizing, by the kernels that the backends have for them. */
export const imageGradients: readonly GradConfig[] = [
  {
    kernelName: "MaxPool",
    inputsToSave: ["x"],
    outputsToSave: [true],
    gradFunc: (dy, [input, output], attrs) => ({
      x: () => engine().runKernel("MaxPoolGrad", { dy: dy as Tensor, input, output }, attrs),
    }),
  },
  {
    kernelName: "AvgPool",
    inputsToSave: ["x"],
    gradFunc: (dy, [input], attrs) => ({
      x: () => engine().runKernel("AvgPoolGrad", { dy: dy as Tensor, input }, attrs),
    }),
  },
  resized("ResizeBilinear"),
  resized("ResizeNearestNeighbor"),
];

function reshaped(kernelName: string, input: string): GradConfig {
  return {
    kernelName,
    inputsToSave: [input],
    gradFunc: (dy, [x]) => ({ [input]: () => reshape(dy as Tensor, x.shape) }),
  };
}

function joined(
  kernelName: string,
  part: (dy: Tensor, inputs: Tensor[], axis: number) => Tensor[],
): GradConfig {
  return {
    kernelName,
    saveAllInputs: true,
    gradFunc: (dy, inputs, attrs) => {
      const parts = part(dy as Tensor, inputs, attrs?.axis as number);
      return Object.fromEntries(parts.map((gradient, i) => [i, () => gradient]));
    },
  };
}

/** Derivatives of what only moves values. */
export const shapeGradients: readonly GradConfig[] = [
  reshaped("Reshape", "x"),
  reshaped("ExpandDims", "input"),
  joined("AddN", (dy, inputs) => inputs.map(() => clone(dy))),
  joined("Concat", (dy, inputs, axis) => {
    const along = axis < 0 ? axis + dy.shape.length : axis;
    return split(dy, inputs.map(({ shape }) => shape[along]), along);
  }),
  joined("Pack", (dy, _, axis) => unstack(dy, axis)),
  {
    kernelName: "SplitV",
    gradFunc: (dy, _, { axis }) => ({ x: () => concat(dy as Tensor[], axis as number) }),
  },
  {
    kernelName: "Unpack",
    gradFunc: (dy, _, { axis }) => ({ value: () => stack(dy as Tensor[], axis as number) }),
  },
  {
    kernelName: "Transpose",
    gradFunc: (dy, _, { perm }) => {
      const order = perm as number[];
      return { x: () => transpose(dy as Tensor, order.map((_, axis) => order.indexOf(axis))) };
    },
  },
  {
    kernelName: "Reverse",
    gradFunc: (dy, _, { dims }) => ({ x: () => reverse(dy as Tensor, dims as number[]) }),
  },
  {
    kernelName: "Slice",
    inputsToSave: ["x"],
    gradFunc: (dy, [x], { begin, size }) => ({
      x: () => {
        const part = dy as Tensor;
        const [before] = slice_util.parseSliceParams(x, begin as number[], size as number[]);
        return pad(part, x.shape.map((length, i) => [before[i], length - before[i] - part.shape[i]]));
      },
    }),
  },
  {
    kernelName: "PadV2",
    inputsToSave: ["x"],
    gradFunc: (dy, [x], { paddings }) => ({
      x: () => slice(dy as Tensor, (paddings as [number, number][]).map(([before]) => before), x.shape),
    }),
  },
  {
    kernelName: "Tile",
    inputsToSave: ["x"],
    gradFunc: (dy, [x], { reps }) => ({
      x: () =>
        // Axis by axis: WebGPU has no tensors of twice the rank.
        (reps as number[]).reduce((gradient: Tensor, count, axis) => {
          if (count === 1) return gradient;
          const [before, after] = [gradient.shape.slice(0, axis), gradient.shape.slice(axis + 1)];
          const [lead, rest] = [before, after].map((shape) => util.sizeFromShape(shape));
          const copies = reshape(gradient, [lead, count, x.shape[axis], rest]);
          return reshape(sum(copies, 1), [...before, x.shape[axis], ...after]);
        }, dy as Tensor),
    }),
  },
  {
    kernelName: "Select",
    inputsToSave: ["condition"],
    gradFunc: (dy, [condition]) => ({
      condition: () => zeros(condition.shape),
      t: () => where(condition, dy as Tensor, zerosLike(dy as Tensor)),
      e: () => where(condition, zerosLike(dy as Tensor), dy as Tensor),
    }),
  },
  gatherGradient,
];
