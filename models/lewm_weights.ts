import { InputError } from "../core/errors.ts";
import type { StoredTensor, StoredTensors } from "../core/safetensors.ts";

/** A pattern of published names, and the names here that a match becomes. */
type Rule = readonly [published: RegExp, ...here: string[]];

/** Published names, by part; `$1` and `$2` are a block's number and weight or bias. */
const RULES: readonly Rule[] = [
  [/^encoder\.embeddings\.cls_token$/, "encoder.cls"],
  [/^encoder\.embeddings\.position_embeddings$/, "encoder.positions"],
  [/^encoder\.embeddings\.patch_embeddings\.projection\.(weight|bias)$/, "encoder.patches.$1"],
  [
    /^encoder\.encoder\.layer\.(\d+)\.attention\.attention\.(query|key|value)\.(weight|bias)$/,
    "encoder.block$1.attention.$2.$3",
  ],
  [
    /^encoder\.encoder\.layer\.(\d+)\.attention\.output\.dense\.(weight|bias)$/,
    "encoder.block$1.attention.output.$2",
  ],
  [/^encoder\.encoder\.layer\.(\d+)\.intermediate\.dense\.(weight|bias)$/, "encoder.block$1.mlp.hidden.$2"],
  [/^encoder\.encoder\.layer\.(\d+)\.output\.dense\.(weight|bias)$/, "encoder.block$1.mlp.output.$2"],
  [/^encoder\.encoder\.layer\.(\d+)\.layernorm_before\.(weight|bias)$/, "encoder.block$1.attentionNorm.$2"],
  [/^encoder\.encoder\.layer\.(\d+)\.layernorm_after\.(weight|bias)$/, "encoder.block$1.mlpNorm.$2"],
  [/^encoder\.layernorm\.(weight|bias)$/, "encoder.norm.$1"],
  [/^projector\.net\.0\.(weight|bias)$/, "encoder.projector.hidden.$1"],
  [/^projector\.net\.1\.(weight|bias|running_mean|running_var)$/, "encoder.projector.norm.$1"],
  [/^projector\.net\.3\.(weight|bias)$/, "encoder.projector.output.$1"],
  [/^predictor\.pos_embedding$/, "predictor.positions"],
  [/^predictor\.transformer\.input_proj\.(weight|bias)$/, "predictor.inputMap.$1"],
  [/^predictor\.transformer\.cond_proj\.(weight|bias)$/, "predictor.conditionMap.$1"],
  [/^predictor\.transformer\.output_proj\.(weight|bias)$/, "predictor.outputMap.$1"],
  [/^predictor\.transformer\.norm\.(weight|bias)$/, "predictor.norm.$1"],
  [
    /^predictor\.transformer\.layers\.(\d+)\.attn\.norm\.(weight|bias)$/,
    "predictor.block$1.attentionNorm.$2",
  ],
  [
    /^predictor\.transformer\.layers\.(\d+)\.attn\.to_qkv\.weight$/,
    "predictor.block$1.attention.query.weight",
    "predictor.block$1.attention.key.weight",
    "predictor.block$1.attention.value.weight",
  ],
  [
    /^predictor\.transformer\.layers\.(\d+)\.attn\.to_out\.0\.(weight|bias)$/,
    "predictor.block$1.attention.output.$2",
  ],
  [/^predictor\.transformer\.layers\.(\d+)\.mlp\.net\.0\.(weight|bias)$/, "predictor.block$1.mlpNorm.$2"],
  [/^predictor\.transformer\.layers\.(\d+)\.mlp\.net\.1\.(weight|bias)$/, "predictor.block$1.mlp.hidden.$2"],
  [/^predictor\.transformer\.layers\.(\d+)\.mlp\.net\.4\.(weight|bias)$/, "predictor.block$1.mlp.output.$2"],
  [
    /^predictor\.transformer\.layers\.(\d+)\.adaLN_modulation\.1\.(weight|bias)$/,
    "predictor.block$1.modulation.$2",
  ],
  [/^action_encoder\.patch_embed\.(weight|bias)$/, "predictor.action.smooth.$1"],
  [/^action_encoder\.embed\.0\.(weight|bias)$/, "predictor.action.hidden.$1"],
  [/^action_encoder\.embed\.2\.(weight|bias)$/, "predictor.action.output.$1"],
  [/^pred_proj\.net\.0\.(weight|bias)$/, "predictor.projector.hidden.$1"],
  [/^pred_proj\.net\.1\.(weight|bias|running_mean|running_var)$/, "predictor.projector.norm.$1"],
  [/^pred_proj\.net\.3\.(weight|bias)$/, "predictor.projector.output.$1"],
];

/** PyTorch's count of batches, which nothing reads. */
const COUNTER = /\.num_batches_tracked$/;

/** Names here of a published tensor; several where it holds several, one below the other. */
function namesHere(published: string): readonly string[] {
  for (const [pattern, ...here] of RULES) {
    if (pattern.test(published)) return here.map((name) => published.replace(pattern, name));
  }
  throw new InputError(
    `Cannot read LeWorldModel weights: found tensor "${published}", expected published names only`,
  );
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** Outputs first `[out, in, …k]` → outputs last `[k…·in, out]`, as the layers here multiply. */
function outputsLast({ shape: [outputs, inputs, ...kernel], data }: StoredTensor): StoredTensor {
  const places = sizeOf(kernel);
  const turned = new Float32Array(data.length);
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      for (let place = 0; place < places; place++) {
        turned[(place * inputs + input) * outputs + output] =
          data[(output * inputs + input) * places + place];
      }
    }
  }
  return { shape: [places * inputs, outputs], data: turned };
}

/** A tensor in the layout of here: weights turned, leading axes of length 1 of tokens and positions left out. */
function inLayoutHere(name: string, tensor: StoredTensor): StoredTensor {
  if (tensor.shape.length > 1 && name.endsWith(".weight")) return outputsLast(tensor);
  const ones = name.endsWith(".cls") ? 2 : name.endsWith(".positions") ? 1 : 0;
  return { shape: tensor.shape.slice(ones), data: tensor.data };
}

/** Equal parts of a tensor, cut along its first axis. */
function parts({ shape: [rows, ...rest], data }: StoredTensor, count: number): StoredTensor[] {
  const [length, size] = [rows / count, data.length / count];
  return Array.from(
    { length: count },
    (_, i) => ({ shape: [length, ...rest], data: data.slice(i * size, (i + 1) * size) }),
  );
}

/**
 * Weights of LeWorldModel under their published names (stable-worldmodel's, with Hugging Face's for the vision
 * transformer) as weights of encoder `vit` and predictor `adaln-transformer`: names such as
 * `encoder.block0.mlp.hidden.weight`, linear weights with the inputs first, the joint query, key and value in
 * three. Counters of BatchNorm are left out.
 *
 * @param published Tensors by published name, of the whole model or of some of it.
 * @throws {InputError} for a name that is not one of them, or rows that cannot be cut in three.
 *
 * @example
 * ```ts
 * import { lewmWeights } from "@orrery/orrery/models";
 * import assert from "node:assert/strict";
 *
 * const weight = { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
 * const here = lewmWeights(new Map([["projector.net.3.weight", weight]]));
 * assert.deepEqual(here.get("encoder.projector.output.weight"), {
 *   shape: [2, 3],
 *   data: Float32Array.of(1, 3, 5, 2, 4, 6),
 * });
 * ```
 */
export function lewmWeights(published: StoredTensors): StoredTensors {
  const here = new Map<string, StoredTensor>();
  for (const [name, tensor] of published) {
    if (COUNTER.test(name)) continue;
    const names = namesHere(name);
    if (tensor.shape[0] % names.length !== 0) {
      throw new InputError(
        `Cannot load "${name}": it has ${tensor.shape[0]} rows, expected a multiple of ${names.length}`,
      );
    }
    parts(tensor, names.length).forEach((part, i) => here.set(names[i], inLayoutHere(names[i], part)));
  }
  return here;
}
