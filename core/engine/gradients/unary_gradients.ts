import {
  add,
  cast,
  clone,
  cos,
  div,
  exp,
  type GradConfig,
  greater,
  greaterEqual,
  lessEqual,
  logicalAnd,
  mul,
  neg,
  sigmoid,
  sign,
  sin,
  square,
  step,
  sub,
  type Tensor,
  where,
  zerosLike,
} from "@tensorflow/tfjs-core";

type Attributes = { readonly [name: string]: unknown };
type Derivative = (dy: Tensor, value: Tensor, attributes: Attributes) => Tensor;

/** A rule that needs the kernel's input. */
function ofInput(kernelName: string, derivative: Derivative): GradConfig {
  return {
    kernelName,
    inputsToSave: ["x"],
    gradFunc: (dy, [x], attrs) => ({ x: () => derivative(dy as Tensor, x, attrs) }),
  };
}

/** A rule that needs the kernel's output. */
function ofOutput(kernelName: string, derivative: Derivative): GradConfig {
  return {
    kernelName,
    outputsToSave: [true],
    gradFunc: (dy, [y], attrs) => ({ x: () => derivative(dy as Tensor, y, attrs) }),
  };
}

/** A rule that needs neither. */
function ofNothing(kernelName: string, derivative: (dy: Tensor) => Tensor): GradConfig {
  return { kernelName, gradFunc: (dy) => ({ x: () => derivative(dy as Tensor) }) };
}

const keepWhere = (condition: Tensor, dy: Tensor) => where(condition, dy, zerosLike(dy));

const FLAT: readonly string[] = ["Ceil", "Floor", "OnesLike", "Round", "Sign", "Step", "ZerosLike"];

/** Derivatives of the functions of one tensor. */
export const unaryGradients: readonly GradConfig[] = [
  ofInput("Abs", (dy, x) => mul(dy, sign(x))),
  ofInput("Cos", (dy, x) => neg(mul(dy, sin(x)))),
  ofInput("Erf", (dy, x) => mul(dy, mul(2 / Math.sqrt(Math.PI), exp(neg(square(x)))))),
  ofInput("Log", (dy, x) => div(dy, x)),
  ofInput("Log1p", (dy, x) => div(dy, add(x, 1))),
  ofInput("Sin", (dy, x) => mul(dy, cos(x))),
  ofInput("Softplus", (dy, x) => mul(dy, sigmoid(x))),
  ofInput("Square", (dy, x) => mul(dy, mul(x, 2))),
  ofInput("LeakyRelu", (dy, x, { alpha }) => where(greater(x, 0), dy, mul(dy, alpha as number))),
  ofInput("Relu6", (dy, x) => keepWhere(logicalAnd(greater(x, 0), lessEqual(x, 6)), dy)),
  ofInput("ClipByValue", (dy, x, { clipValueMin, clipValueMax }) => {
    const inside = logicalAnd(greaterEqual(x, clipValueMin as number), lessEqual(x, clipValueMax as number));
    return keepWhere(inside, dy);
  }),
  ofOutput("Elu", (dy, y) => where(greater(y, 0), dy, mul(dy, add(y, 1)))),
  ofOutput("Exp", (dy, y) => mul(dy, y)),
  ofOutput("Expm1", (dy, y) => mul(dy, add(y, 1))),
  ofOutput("Reciprocal", (dy, y) => neg(mul(dy, square(y)))),
  ofOutput("Relu", (dy, y) => mul(dy, step(y))),
  ofOutput("Rsqrt", (dy, y) => mul(mul(dy, -0.5), mul(y, square(y)))),
  ofOutput("Sigmoid", (dy, y) => mul(dy, mul(y, sub(1, y)))),
  ofOutput("Sqrt", (dy, y) => div(dy, mul(y, 2))),
  ofOutput("Tanh", (dy, y) => mul(dy, sub(1, square(y)))),
  ofNothing("Cast", (dy) => cast(dy, "float32")),
  ofNothing("Identity", clone),
  ofNothing("Neg", neg),
  ...FLAT.map((kernelName) => ofNothing(kernelName, zerosLike)),
];
