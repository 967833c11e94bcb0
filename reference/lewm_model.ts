import { add, mul, type Tensor, transpose } from "@tensorflow/tfjs-core";
import { join } from "../core/nn/layer.ts";
import { seededRng } from "../core/rng.ts";
import type { Encoder, Module, Predictor } from "../core/types.ts";
import { vit } from "../models/encoders/vit.ts";
import { adalnTransformer } from "../models/predictors/adaln_transformer.ts";
import { toTensor } from "./differentiate.ts";
import type { LewmCase } from "./lewm_case.ts";
import type { OracleTensor } from "./replayer.ts";

/** A complete small LeWorldModel. */
export interface LewmModel extends Module {
  readonly encoder: Encoder;
  readonly predictor: Predictor;
}

/** The model of a case, with weights of its own. */
export function makeModel({ dims }: LewmCase): LewmModel {
  const { channels, image, patch, hidden, projector_hidden: projector } = dims;
  const observations = { pixels: { shape: [image, image, channels], dtype: "uint8" as const } };
  const encoder = vit.make({
    patch,
    width: hidden,
    depth: dims.vit_layers,
    heads: dims.vit_heads,
    mlp: dims.vit_mlp,
    dim: hidden,
    projector,
  }, { observations, rng: seededRng(0) });
  const { num_frames: history, depth, heads, dim_head: headWidth, mlp_dim: mlp } = dims.predictor;
  const { input_dim: action, smoothed_dim: actionSmoothed, mlp_scale: actionScale } = dims.embedder;
  const options = {
    history,
    depth,
    heads,
    headWidth,
    mlp,
    dropout: 0,
    actionSmoothed,
    actionScale,
    projector,
  };
  const given = { tokens: 1, dim: hidden, action, rng: seededRng(0) };
  const predictor = adalnTransformer.make(options, given);
  return { encoder, predictor, ...join({ encoder, predictor }) };
}

/** Reference images, normalised and channels second, as grey levels: the encoder normalises by itself. */
export function greyLevels(pixels: OracleTensor): Tensor {
  return mul(add(transpose(toTensor(pixels), [0, 1, 3, 4, 2]), 1), 127.5);
}
