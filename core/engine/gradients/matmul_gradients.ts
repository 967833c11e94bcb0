import { engine, type GradConfig, matMul, reshape, type Tensor, util } from "@tensorflow/tfjs-core";
import { InputError } from "../../errors.ts";
import { unbroadcast } from "./unbroadcast.ts";

type Attributes = Parameters<GradConfig["gradFunc"]>[2];

const flat = (x: Tensor) => reshape(x, [-1, x.shape[x.shape.length - 1]]);

const batchMatMul: GradConfig = {
  kernelName: "BatchMatMul",
  inputsToSave: ["a", "b"],
  gradFunc: (dy, [a, b], attrs) => {
    const upstream = dy as Tensor;
    const [aTurned, bTurned] = [Boolean(attrs.transposeA), Boolean(attrs.transposeB)];
    const ofA = () => aTurned ? matMul(b, upstream, bTurned, true) : matMul(upstream, b, false, !bTurned);
    const ofB = (left: Tensor, right: Tensor) =>
      bTurned ? matMul(right, left, true, aTurned) : matMul(left, right, !aTurned, false);
    // One matrix for the whole batch: one matmul over all rows instead of a batch of them and a sum.
    const shared = !aTurned && util.sizeFromShape(b.shape.slice(0, -2)) === 1;
    return {
      a: () => unbroadcast(ofA(), a.shape),
      b: () =>
        shared ? reshape(ofB(flat(a), flat(upstream)), b.shape) : unbroadcast(ofB(a, upstream), b.shape),
    };
  },
};

function checkDilation({ dilations = 1 }: Attributes): void {
  const rates = [dilations].flat();
  if (rates.every((rate) => rate === 1)) return;
  throw new InputError(`Cannot differentiate conv2d: dilation ${rates.join(" × ")}, expected 1`);
}

function backpropInput(dy: Tensor, filter: Tensor, inputShape: number[], attrs: Attributes): Tensor {
  const { strides, pad, dataFormat, dimRoundingMode } = attrs;
  const given = { strides, pad, dataFormat, dimRoundingMode, inputShape };
  return engine().runKernel("Conv2DBackpropInput", { dy, filter }, given);
}

function backpropFilter(x: Tensor, dy: Tensor, filterShape: number[], attrs: Attributes): Tensor {
  const { strides, pad, dataFormat, dimRoundingMode } = attrs;
  const given = { strides, pad, dataFormat, dimRoundingMode, filterShape };
  return engine().runKernel("Conv2DBackpropFilter", { x, dy }, given);
}

const conv2d: GradConfig = {
  kernelName: "Conv2D",
  inputsToSave: ["x", "filter"],
  gradFunc: (dy, [x, filter], attrs) => {
    checkDilation(attrs);
    return {
      x: () => backpropInput(dy as Tensor, filter, x.shape, attrs),
      filter: () => backpropFilter(x, dy as Tensor, filter.shape, attrs),
    };
  },
};

/** `conv2dTranspose` runs this kernel forwards. */
const conv2dBackpropInput: GradConfig = {
  kernelName: "Conv2DBackpropInput",
  inputsToSave: ["dy", "filter"],
  gradFunc: (upstream, [dy, filter], { strides, pad, dataFormat, dimRoundingMode }) => {
    const x = upstream as Tensor;
    const attrs = { strides, pad, dataFormat, dimRoundingMode, dilations: 1 };
    return {
      dy: () => engine().runKernel("Conv2D", { x, filter }, attrs),
      filter: () => backpropFilter(x, dy, filter.shape, attrs),
    };
  },
};

/** Derivatives of matmuls and convolutions. */
export const productGradients: readonly GradConfig[] = [batchMatMul, conv2d, conv2dBackpropInput];
