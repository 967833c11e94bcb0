import { dispose, transpose } from "@tensorflow/tfjs-core";
import { seededRng } from "../core/rng.ts";
import { type VisionTransformer, visionTransformer } from "../models/encoders/vision_transformer.ts";
import {
  compareGradients,
  compareValue,
  differentiate,
  type OracleTensors,
  toVariables,
} from "./differentiate.ts";
import { isOfKind, type Kinds, replayKinds } from "./kinds.ts";
import { LEWM_DIMS, LEWM_FIELDS, type LewmCase, unusual } from "./lewm_case.ts";
import { replayImagination } from "./lewm_imagination.ts";
import { assign, free, here, type Layout, misfit, WHOLE } from "./lewm_layout.ts";
import { makeModel } from "./lewm_model.ts";
import { replayTraining } from "./lewm_training.ts";
import type { Discrepancy, OracleFile, OracleTensor, Replay, Replayer } from "./replayer.ts";

interface VitCase {
  readonly id: string;
  readonly dims: {
    readonly channels: number;
    readonly image: number;
    readonly patch: number;
    readonly hidden: number;
    readonly layers: number;
    readonly heads: number;
    readonly mlp: number;
  };
  readonly params: OracleTensors;
  readonly pixels: OracleTensor;
  readonly last_hidden_state: OracleTensor;
  readonly cotangent: OracleTensor;
  readonly grad_pixels: OracleTensor;
  readonly grad_params?: OracleTensors;
}

const LAYOUT: Layout = { prefix: "encoder.", part: "encoder." };

function transformerOf({ dims }: VitCase): VisionTransformer {
  const { channels, image, patch, hidden: width, layers: depth, heads, mlp } = dims;
  const size = { image: [image, image, channels] as const, patch, width, depth, heads, mlp };
  return visionTransformer(size, seededRng(0));
}

async function replayTokens(one: VitCase, vit: VisionTransformer): Promise<readonly Discrepancy[]> {
  assign(vit, here(one.params, LAYOUT));
  const input = toVariables({ pixels: one.pixels });
  const { out, gradients } = await differentiate(
    () => vit.tokens(transpose(input.pixels, [0, 2, 3, 1]), "train"),
    { variables: { ...input, ...vit.params }, cotangent: one.cotangent },
  );
  dispose(input);
  const expected = { pixels: one.grad_pixels, ...here(one.grad_params ?? {}, LAYOUT) };
  return [
    compareValue(one.id, "last hidden state", out, one.last_hidden_state.data),
    ...compareGradients(one.id, gradients, expected),
  ];
}

async function replayVit(one: VitCase): Promise<readonly Discrepancy[] | string> {
  const vit = transformerOf(one);
  const result = misfit(vit, one.params, LAYOUT) ?? await replayTokens(one, vit);
  free(vit);
  return result;
}

/** Training from `params0`, then imagination with the reference's final weights. */
async function replayLewm(one: LewmCase): Promise<readonly Discrepancy[] | string> {
  const strange = unusual(one);
  if (strange) return strange;
  const model = makeModel(one);
  const wrong = misfit(model, one.params0, WHOLE);
  const found: Discrepancy[] = [];
  if (!wrong) {
    assign(model, here(one.params0, WHOLE));
    found.push(...await replayTraining(one, model));
    assign(model, here({ ...one.params_final, ...one.buffers_final }, WHOLE));
    found.push(...await replayImagination(one, model));
  }
  free(model);
  return wrong ?? found;
}

const KINDS: Kinds = {
  "ViT": {
    fields: ["id", "params", "pixels", "last_hidden_state", "cotangent", "grad_pixels"],
    dims: ["B", "channels", "image", "patch", "hidden", "layers", "heads", "mlp"],
    replay: (one) => replayVit(one as VitCase),
  },
  "LeWM training steps": {
    fields: LEWM_FIELDS,
    dims: LEWM_DIMS,
    replay: (one) => replayLewm(one as LewmCase),
  },
};

/** Replays LeWorldModel: its vision transformer, and a tiny complete model in training and imagination. */
export const lewmReplayer: Replayer = {
  name: "LeWorldModel",
  accepts: ({ cases }: OracleFile): boolean => cases.some((one) => isOfKind(one, KINDS)),
  replay: ({ cases }: OracleFile): Promise<Replay> => replayKinds(cases, KINDS),
};
