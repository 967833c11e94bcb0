import { engine, type GradConfig, type Tensor } from "@tensorflow/tfjs-core";

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
