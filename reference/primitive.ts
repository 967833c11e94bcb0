import {
  cast,
  logSoftmax,
  mean,
  mul,
  neg,
  oneHot,
  pad,
  reshape,
  softmax,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tidy,
  transpose,
  zeros,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { batchNorm, layerNorm } from "../core/nn/norm.ts";
import { conv2d } from "../core/nn/conv2d.ts";
import { gelu, silu } from "../core/nn/activations.ts";
import { seededRng } from "../core/rng.ts";
import type { Module } from "../core/types.ts";
import { prediction } from "../models/objectives/prediction.ts";
import { goalDistance } from "../planners/goal_distance.ts";
import type { OracleTensors, Places } from "./differentiate.ts";
import { unreadFields } from "./fields.ts";
import type { OracleTensor } from "./replayer.ts";

/** A layer, activation or loss with what the reference makes of it. */
export interface PrimitiveCase {
  /** Its name. */
  readonly id: string;
  /** Which layer, activation or loss. */
  readonly kind: string;
  /** Its constants. */
  readonly config: { readonly [name: string]: unknown };
  /** What goes in. */
  readonly inputs: OracleTensors;
  /** Weights. */
  readonly params?: OracleTensors;
  /** What comes out. */
  readonly out: OracleTensor;
  /** Factor of the output before differentiating. */
  readonly cotangent: OracleTensor;
  /** Gradients of the inputs. */
  readonly grads: OracleTensors;
  /** Gradients of the weights. */
  readonly grad_params?: OracleTensors;
  /** Running statistics of a BatchNorm after the pass. */
  readonly running_after?: { readonly mean: OracleTensor; readonly var: OracleTensor };
}

type Inputs = { readonly [name: string]: Tensor };

/** The project's counterpart of a case. */
export interface Primitive {
  /** Inputs as the reference has them → the output as the reference has it, up to its shape. */
  readonly apply: (inputs: Inputs) => Tensor;
  /** Where the weights are, if it has any. */
  readonly module?: Module;
  /** Where each weight goes. */
  readonly places?: Places;
}

/** How cases of one kind are replayed, and which of them. */
interface Kind {
  /** Kinds of case. */
  readonly pattern: RegExp;
  /** Which values of each constant the counterpart takes (undefined: left out); others are not read. */
  readonly config?: { readonly [name: string]: (value: unknown) => boolean };
  /** Names of the inputs. */
  readonly inputs: readonly string[];
  /** Names of the weights there may be. */
  readonly params?: readonly string[];
  /** Whether the counterpart takes these shapes. */
  readonly fits?: (one: PrimitiveCase) => boolean;
  readonly make: (one: PrimitiveCase) => Primitive;
}

const AFFINE: Places = { weight: { name: "weight" }, bias: { name: "bias" } };

/** Reference images have their channels in the second place. */
const channelsLast = (x: Tensor): Tensor => transpose(x, [0, 2, 3, 1]);
const channelsSecond = (x: Tensor): Tensor => transpose(x, [0, 3, 1, 2]);

/** A mean distance of tensors of any shape, through the objective: one window of two frames. */
function distance(name: string): Primitive {
  const objective = prediction.make({ distance: name }, { tokens: 1, dim: 1, action: 1, rng: seededRng(0) });
  const apply = ({ a, b }: Inputs): Tensor => {
    const guess = reshape(a, [1, 1, 1, a.size]);
    return objective.loss({
      batch: { observations: {}, actions: zeros([1, 1, 1]) },
      rng: seededRng(0),
      mode: "train",
      encode: () => guess,
      target: () => pad(reshape(b, [1, 1, 1, b.size]), [[0, 0], [1, 0], [0, 0], [0, 0]]),
      predict: () => guess,
    }).loss;
  };
  return { apply };
}

/** The cosine along the last axis, through the cost of a goal: one row a problem. */
function cosine(): Primitive {
  const cost = goalDistance.make({ metric: "cosine" }, {});
  const apply = ({ a, b }: Inputs): Tensor => {
    const D = a.shape.at(-1) ?? 1;
    const N = a.size / D;
    return sub(1, cost.cost(reshape(a, [N, 1, 1, 1, D]), reshape(b, [N, 1, D]), zeros([N, 1, 1, 1])));
  };
  return { apply };
}

function normLayer({ inputs, config }: PrimitiveCase): Primitive {
  const layer = layerNorm({ features: inputs.x.shape.at(-1) ?? 1, epsilon: Number(config.eps) });
  return { module: layer, places: AFFINE, apply: ({ x }) => layer.apply(x, "train") };
}

function batchNormLayer({ inputs, config }: PrimitiveCase): Primitive {
  const layer = batchNorm({
    features: inputs.x.shape[1],
    epsilon: Number(config.eps),
    momentum: Number(config.momentum),
  });
  return {
    module: layer,
    places: AFFINE,
    apply: ({ x }) => channelsSecond(layer.apply(channelsLast(x), "train")),
  };
}

function convolution({ params = {}, config }: PrimitiveCase): Primitive {
  const [output, input, kernel] = params.weight.shape;
  const size = { input, output, kernel, stride: Number(config.stride), padding: Number(config.padding) };
  const layer = conv2d(size, seededRng(0));
  // The project's layer always has a bias; one that the case does not give adds nothing.
  tidy(() => layer.params.bias.assign(zerosLike(layer.params.bias)));
  return {
    module: layer,
    places: { ...AFFINE, weight: { name: "weight", axes: [2, 3, 1, 0] } },
    apply: ({ x }) => channelsSecond(layer.apply(channelsLast(x), "train")),
  };
}

const reductions: { readonly [name: string]: (losses: Tensor) => Tensor } = {
  mean: (losses) => mean(losses),
  sum: (losses) => sum(losses),
  none: (losses) => losses,
};

function crossEntropy({ config }: PrimitiveCase): Primitive {
  const target = config.target as readonly number[];
  return {
    apply: ({ x }) => {
      const chosen = cast(oneHot(tensor1d([...target], "int32"), x.shape[1] as number), "float32");
      return reductions[String(config.reduction)](neg(sum(mul(logSoftmax(x), chosen), 1)));
    },
  };
}

const isNumber = (value: unknown): boolean => typeof value === "number";
const is = (...values: readonly unknown[]) => (value: unknown): boolean => values.includes(value);
const areSame = ({ inputs: { a, b } }: PrimitiveCase): boolean => `${a.shape}` === `${b.shape}`;

/** Weights of one axis, as long as the features. */
function areFeatures({ params = {} }: PrimitiveCase, features: number | undefined): boolean {
  return Object.values(params).every(({ shape }) => `${shape}` === `${features}`);
}

function isConvolution({ inputs: { x }, params = {} }: PrimitiveCase): boolean {
  const [output, input, height, width] = params.weight?.shape ?? [];
  const bias = params.bias?.shape ?? [output];
  return x.shape.length === 4 && x.shape[1] === input && height === width && `${bias}` === `${output}`;
}

function areClasses({ inputs: { x }, config: { target } }: PrimitiveCase): boolean {
  const [N, C] = x.shape;
  return x.shape.length === 2 && Array.isArray(target) && target.length === N &&
    target.every((label) => Number.isInteger(label) && label >= 0 && label < C);
}

const affine = ["weight", "bias"];

const KINDS: readonly Kind[] = [
  {
    pattern: /^gelu$/,
    config: { approximate: is(undefined, "none") },
    inputs: ["x"],
    make: () => ({ apply: ({ x }) => gelu(x) }),
  },
  { pattern: /^silu$/, inputs: ["x"], make: () => ({ apply: ({ x }) => silu(x) }) },
  {
    pattern: /^softmax_last$/,
    config: { dim: is(undefined, -1) },
    inputs: ["x"],
    make: () => ({ apply: ({ x }) => softmax(x) }),
  },
  {
    pattern: /^log_softmax_nll$/,
    config: { target: Array.isArray, reduction: is(...Object.keys(reductions)) },
    inputs: ["x"],
    fits: areClasses,
    make: crossEntropy,
  },
  {
    pattern: /^layernorm/,
    config: { eps: isNumber },
    inputs: ["x"],
    params: affine,
    fits: (one) => areFeatures(one, one.inputs.x.shape.at(-1)),
    make: normLayer,
  },
  {
    pattern: /^batchnorm2d_train$/,
    config: { eps: isNumber, momentum: isNumber },
    inputs: ["x"],
    params: affine,
    fits: (one) => one.inputs.x.shape.length === 4 && areFeatures(one, one.inputs.x.shape[1]),
    make: batchNormLayer,
  },
  {
    pattern: /^conv2d_/,
    config: {
      kernel: isNumber,
      stride: isNumber,
      padding: isNumber,
      dilation: is(undefined, 1),
      groups: is(undefined, 1),
    },
    inputs: ["x"],
    params: affine,
    fits: isConvolution,
    make: convolution,
  },
  ...["mse", "l1"].map((name): Kind => ({
    pattern: new RegExp(`^${name}$`),
    config: { reduction: is(undefined, "mean") },
    inputs: ["a", "b"],
    fits: areSame,
    make: () => distance(name),
  })),
  {
    pattern: /^smooth_l1$/,
    config: { reduction: is(undefined, "mean"), beta: is(undefined, 1) },
    inputs: ["a", "b"],
    fits: areSame,
    make: () => distance("huber"),
  },
  {
    pattern: /^cosine_similarity$/,
    config: { eps: is(undefined, 1e-8), dim: is(undefined, -1) },
    inputs: ["a", "b"],
    fits: (one) => areSame(one) && one.inputs.a.shape.length > 0,
    make: cosine,
  },
];

const kindOf = (one: PrimitiveCase): Kind | undefined =>
  KINDS.find(({ pattern }) => pattern.test(String(one.kind)));

/** The project's counterpart of a case of which nothing is missing. */
export function primitiveOf(one: PrimitiveCase): Primitive {
  const kind = kindOf(one);
  if (kind) return kind.make(one);
  throw new Error(`Cannot replay "${one.id}": the project has no ${one.kind}, expected a kind that it has`);
}

/** What the project has no code for in a case. */
export function missingInPrimitive(one: PrimitiveCase): string | undefined {
  const { config, inputs, params = {} } = one;
  const kind = kindOf(one);
  if (!kind) return String(one.kind);
  const accepted = kind.config ?? {};
  const other = Object.keys(accepted).filter((name) => !accepted[name](config[name]));
  const unread = [
    ...unreadFields(config, Object.keys(accepted)),
    ...other,
    ...unreadFields(inputs, kind.inputs),
    ...unreadFields(params, kind.params ?? []),
  ];
  if (unread.length > 0) return `${one.kind} with ${unread[0]}`;
  const absent = kind.inputs.find((name) => !Object.hasOwn(inputs, name));
  if (absent) return `${one.kind} without ${absent}`;
  return kind.fits?.(one) === false ? `${one.kind} of other shapes` : undefined;
}
