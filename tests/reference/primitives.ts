import {
  cast,
  dispose,
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
  transpose,
  zeros,
} from "@tensorflow/tfjs-core";
import { read } from "../../core/engine/read.ts";
import { batchNorm } from "../../core/nn/batch_norm.ts";
import { conv2d } from "../../core/nn/conv2d.ts";
import { gelu } from "../../core/nn/gelu.ts";
import { layerNorm } from "../../core/nn/layer_norm.ts";
import { silu } from "../../core/nn/silu.ts";
import { seededRng } from "../../core/rng.ts";
import type { Module, Variables } from "../../core/types.ts";
import { prediction } from "../../models/objectives/prediction.ts";
import { goalDistance } from "../../planners/goal_distance.ts";
import {
  compareGradients,
  compareValue,
  differentiate,
  load,
  named,
  type OracleTensors,
  type Places,
  toVariables,
} from "./differentiate.ts";
import type { Discrepancy, OracleFile, OracleTensor, Replay, Replayer } from "./replayer.ts";

interface PrimitiveCase {
  readonly id: string;
  readonly kind: string;
  readonly config: { readonly [name: string]: unknown };
  readonly inputs: OracleTensors;
  readonly params?: OracleTensors;
  readonly out: OracleTensor;
  readonly cotangent: OracleTensor;
  readonly grads: OracleTensors;
  readonly grad_params?: OracleTensors;
  readonly running_after?: { readonly mean: OracleTensor; readonly var: OracleTensor };
}

/** The project's counterpart of a kind of case. */
interface Primitive {
  /** Inputs as the reference has them → the output as the reference has it. */
  readonly apply: (inputs: { readonly [name: string]: Tensor }) => Tensor;
  /** Where the weights are, if it has any. */
  readonly module?: Module;
  /** Where each weight goes. */
  readonly places?: Places;
}

const AFFINE: Places = { weight: { name: "weight" }, bias: { name: "bias" } };

/** Reference images have their channels in the second place. */
const channelsLast = (x: Tensor): Tensor => transpose(x, [0, 2, 3, 1]);
const channelsSecond = (x: Tensor): Tensor => transpose(x, [0, 3, 1, 2]);

/** A distance of `[N, D]`, through the objective: N windows of two frames. */
function distance(name: string): Primitive {
  const objective = prediction.make({ distance: name }, { tokens: 1, dim: 1, action: 1, rng: seededRng(0) });
  const apply = ({ a, b }: { readonly [name: string]: Tensor }): Tensor => {
    const [N, D] = a.shape as [number, number];
    return objective.loss({
      batch: { observations: {}, actions: zeros([N, 1, 1]) },
      rng: seededRng(0),
      mode: "train",
      encode: () => a,
      target: () => pad(reshape(b, [N, 1, 1, D]), [[0, 0], [1, 0], [0, 0], [0, 0]]),
      predict: () => reshape(a, [N, 1, 1, D]),
    }).loss;
  };
  return { apply };
}

function cosine(): Primitive {
  const cost = goalDistance.make({ metric: "cosine" }, {});
  const apply = ({ a, b }: { readonly [name: string]: Tensor }): Tensor => {
    const [N, D] = a.shape as [number, number];
    const costs = cost.cost(reshape(a, [N, 1, 1, 1, D]), reshape(b, [N, 1, D]), zeros([N, 1, 1, 1]));
    return sub(1, reshape(costs, [N]));
  };
  return { apply };
}

function normLayer({ inputs, config }: PrimitiveCase): Primitive {
  const features = inputs.x.shape.at(-1) ?? 1;
  const layer = layerNorm({ features, epsilon: Number(config.eps) });
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
  return {
    module: layer,
    places: { ...AFFINE, weight: { name: "weight", axes: [2, 3, 1, 0] } },
    apply: ({ x }) => channelsSecond(layer.apply(channelsLast(x), "train")),
  };
}

function crossEntropy({ config }: PrimitiveCase): Primitive {
  const target = config.target as readonly number[];
  return {
    apply: ({ x }) => {
      const chosen = cast(oneHot(tensor1d([...target], "int32"), x.shape[1] as number), "float32");
      return neg(mean(sum(mul(logSoftmax(x), chosen), 1)));
    },
  };
}

/** The counterpart of a case, or nothing where the project has none. */
function primitiveOf(one: PrimitiveCase): Primitive | undefined {
  const { kind, config } = one;
  if (kind === "gelu") return { apply: ({ x }) => gelu(x) };
  if (kind === "silu") return { apply: ({ x }) => silu(x) };
  if (kind === "softmax_last") return { apply: ({ x }) => softmax(x) };
  if (kind === "log_softmax_nll" && config.reduction === "mean") return crossEntropy(one);
  if (kind.startsWith("layernorm")) return normLayer(one);
  if (kind === "batchnorm2d_train") return batchNormLayer(one);
  if (kind.startsWith("conv2d_") && config.dilation === 1) return convolution(one);
  if (kind === "mse" || kind === "l1") return distance(kind);
  if (kind === "smooth_l1") return distance("huber");
  if (kind === "cosine_similarity") return cosine();
  return undefined;
}

async function compareRunning(
  { id, running_after: after }: PrimitiveCase,
  module: Module,
): Promise<Discrepancy[]> {
  if (!after) return [];
  const { running_mean, running_var } = module.buffers;
  const [means, variances] = await read([running_mean.clone(), running_var.clone()]);
  return [
    compareValue(id, "running mean", means, after.mean.data),
    compareValue(id, "running var", variances, after.var.data),
  ];
}

async function replayCase(one: PrimitiveCase, primitive: Primitive): Promise<Discrepancy[]> {
  const { apply, places = {}, module = { params: {}, buffers: {} } } = primitive;
  load(module, places, one.params ?? {});
  const inputs: Variables = toVariables(one.inputs);
  const { out, gradients } = await differentiate(() => apply(inputs), {
    variables: { ...inputs, ...named(module, places) },
    cotangent: one.cotangent,
    places,
  });
  const running = await compareRunning(one, module);
  dispose([inputs, module.params, module.buffers]);
  return [
    compareValue(one.id, "out", out, one.out.data),
    ...compareGradients(one.id, gradients, { ...one.grads, ...one.grad_params }),
    ...running,
  ];
}

/** Replays layers, activations and losses. */
export const primitivesReplayer: Replayer = {
  name: "primitives",
  accepts: (file: OracleFile): boolean => file.source.what.includes("building blocks"),
  replay: async (file: OracleFile): Promise<Replay> => {
    const cases: readonly unknown[] = file.cases;
    const discrepancies: Discrepancy[] = [];
    const missing: Record<string, number> = {};
    for (const one of cases as readonly PrimitiveCase[]) {
      const primitive = primitiveOf(one);
      if (primitive) discrepancies.push(...await replayCase(one, primitive));
      else missing[one.kind] = (missing[one.kind] ?? 0) + 1;
    }
    return { discrepancies, missing };
  },
};
