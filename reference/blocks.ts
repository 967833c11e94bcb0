import { dispose, type Tensor } from "@tensorflow/tfjs-core";
import { attention } from "../core/nn/attention.ts";
import { adalnBlock } from "../core/nn/adaln.ts";
import { layerNorm } from "../core/nn/norm.ts";
import { join } from "../core/nn/layer.ts";
import { seededRng } from "../core/rng.ts";
import type { Module } from "../core/types.ts";
import { actionEmbedder } from "../models/predictors/adaln_transformer.ts";
import { conditionalTransformer } from "../models/predictors/conditional_transformer.ts";
import {
  compareGradients,
  compareValue,
  differentiate,
  type OracleTensors,
  toVariables,
} from "./differentiate.ts";
import { isOfKind, type Kind, type Kinds, replayKinds } from "./kinds.ts";
import { assign, free, here, type Layout, misfit } from "./lewm_layout.ts";
import type { Discrepancy, OracleFile, OracleTensor, Replay, Replayer } from "./replayer.ts";

type Dims = { readonly [name: string]: number | boolean };

interface BlockCase {
  readonly id: string;
  readonly dims: Dims;
  readonly params: OracleTensors;
  readonly x: OracleTensor;
  readonly c?: OracleTensor;
  readonly out: OracleTensor;
  readonly cotangent: OracleTensor;
  readonly grad_x: OracleTensor;
  readonly grad_c?: OracleTensor;
  readonly grad_params?: OracleTensors;
}

/** The project's counterpart of a case. */
interface Counterpart {
  readonly module: Module;
  readonly layout: Layout;
  readonly apply: (x: Tensor, c: Tensor) => Tensor;
}

const RNG = seededRng(0);
const BLOCK: Layout = { prefix: "predictor.transformer.layers.0.", part: "predictor.block0." };

/** Sizes of the heads; heads as wide as the whole have no layer after them. */
function headsOf({ dim, heads, dim_head }: Dims) {
  const [features, count, headWidth] = [dim, heads, dim_head].map(Number);
  const project = count > 1 || headWidth !== features;
  return { features, heads: count, headWidth, bias: false, project };
}

function attentionOf(dims: Dims): Counterpart {
  const size = { ...headsOf(dims), causal: dims.causal !== false };
  const attentionNorm = layerNorm({ features: size.features });
  const layer = attention(size, RNG);
  return {
    module: join({ attentionNorm, attention: layer }),
    layout: { prefix: `${BLOCK.prefix}attn.`, part: BLOCK.part },
    apply: (x) => layer.apply(attentionNorm.apply(x, "infer"), "infer"),
  };
}

function blockOf(dims: Dims): Counterpart {
  const size = { ...headsOf(dims), hidden: Number(dims.mlp_dim), causal: dims.causal !== false };
  const block = adalnBlock(size, RNG);
  return { module: block, layout: BLOCK, apply: (x, c) => block.apply(x, c, "infer") };
}

function predictorOf(dims: Dims): Counterpart {
  const trunk = conditionalTransformer({
    frames: Number(dims.num_frames),
    input: Number(dims.input_dim),
    width: Number(dims.hidden_dim),
    depth: Number(dims.depth),
    heads: Number(dims.heads),
    headWidth: Number(dims.dim_head),
    hidden: Number(dims.mlp_dim),
    dropout: 0,
  }, RNG);
  return {
    module: trunk,
    layout: { prefix: "predictor.", part: "predictor." },
    apply: (x, c) => trunk.apply(x, c, "infer"),
  };
}

function embedderOf(dims: Dims): Counterpart {
  const layer = actionEmbedder({
    action: Number(dims.input_dim),
    smoothed: Number(dims.smoothed_dim),
    hidden: Number(dims.mlp_scale) * Number(dims.emb_dim),
    output: Number(dims.emb_dim),
  }, RNG);
  return {
    module: layer,
    layout: { prefix: "action_encoder.", part: "predictor.action." },
    apply: (x) => layer.apply(x, "infer"),
  };
}

async function replayPart(
  one: BlockCase,
  { module, layout, apply }: Counterpart,
): Promise<readonly Discrepancy[]> {
  assign(module, here(one.params, layout));
  const inputs = toVariables(one.c ? { x: one.x, c: one.c } : { x: one.x });
  const { out, gradients } = await differentiate(() => apply(inputs.x, inputs.c), {
    variables: { ...inputs, ...module.params },
    cotangent: one.cotangent,
  });
  dispose(inputs);
  return [
    compareValue(one.id, "out", out, one.out.data),
    ...compareGradients(one.id, gradients, {
      x: one.grad_x,
      ...(one.grad_c && { c: one.grad_c }),
      ...here(one.grad_params ?? {}, layout),
    }),
  ];
}

function kind(dims: readonly string[], make: (dims: Dims) => Counterpart, inputs: readonly string[]): Kind {
  return {
    fields: ["id", "params", "out", "cotangent", "grad_x", ...inputs],
    dims: ["B", "T", ...dims],
    replay: async (one) => {
      const given = one as BlockCase;
      const counterpart = make(given.dims);
      const wrong = misfit(counterpart.module, given.params, counterpart.layout);
      const result = wrong ?? await replayPart(given, counterpart);
      free(counterpart.module);
      return result;
    },
  };
}

const HEADS = ["dim", "heads", "dim_head", "causal"];
const TRUNK = ["num_frames", "input_dim", "hidden_dim", "depth", "heads", "dim_head", "mlp_dim"];

const KINDS: Kinds = {
  Attention: kind(HEADS, attentionOf, ["x"]),
  ConditionalBlock: kind([...HEADS, "mlp_dim"], blockOf, ["x", "c"]),
  Predictor: kind(TRUNK, predictorOf, ["x", "c"]),
  Embedder: kind(["input_dim", "smoothed_dim", "emb_dim", "mlp_scale"], embedderOf, ["x"]),
};

/** Replays the parts of LeWorldModel's predictor. */
export const blocksReplayer: Replayer = {
  name: "LeWorldModel blocks",
  accepts: ({ cases }: OracleFile): boolean => cases.some((one) => isOfKind(one, KINDS)),
  replay: ({ cases }: OracleFile): Promise<Replay> => replayKinds(cases, KINDS),
};
