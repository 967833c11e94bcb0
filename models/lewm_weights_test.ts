import assert from "node:assert/strict";
import { dispose, ones, tensor, tidy, type Variable } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../tests/backend.ts";
import { noLeaks } from "../testing/no_leaks.ts";
import { read } from "../core/engine/read.ts";
import { InputError } from "../core/errors.ts";
import { join } from "../core/nn/layer.ts";
import { seededRng } from "../core/rng.ts";
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from "../core/safetensors.ts";
import { vit } from "./encoders/vit.ts";
import { lewmWeights } from "./lewm_weights.ts";
import { adalnTransformer } from "./predictors/adaln_transformer.ts";

await openTestBackend();

/** Sizes of a model, with the published names of its parts where they differ. */
interface Sizes {
  readonly image: number;
  readonly patch: number;
  readonly width: number;
  readonly depth: number;
  readonly mlp: number;
  readonly projector: number;
  readonly history: number;
  readonly blocks: number;
  readonly inner: number;
  readonly blockMlp: number;
  readonly action: number;
  readonly smoothed: number;
}

const PUBLISHED: Sizes = {
  image: 224,
  patch: 14,
  width: 192,
  depth: 12,
  mlp: 768,
  projector: 2048,
  history: 3,
  blocks: 6,
  inner: 1024,
  blockMlp: 2048,
  action: 10,
  smoothed: 10,
};

const SMALL: Sizes = {
  image: 8,
  patch: 4,
  width: 6,
  depth: 2,
  mlp: 10,
  projector: 7,
  history: 2,
  blocks: 2,
  inner: 8,
  blockMlp: 9,
  action: 4,
  smoothed: 3,
};

type Shapes = { readonly [name: string]: readonly number[] };

const linear = (name: string, output: number, input: number): Shapes => ({
  [`${name}.weight`]: [output, input],
  [`${name}.bias`]: [output],
});

const norm = (name: string, width: number): Shapes => ({
  [`${name}.weight`]: [width],
  [`${name}.bias`]: [width],
});

const projector = (name: string, { width, projector }: Sizes): Shapes => ({
  ...linear(`${name}.net.0`, projector, width),
  ...norm(`${name}.net.1`, projector),
  [`${name}.net.1.running_mean`]: [projector],
  [`${name}.net.1.running_var`]: [projector],
  [`${name}.net.1.num_batches_tracked`]: [],
  ...linear(`${name}.net.3`, width, projector),
});

function visionBlock(name: string, { width, mlp }: Sizes): Shapes {
  return {
    ...linear(`${name}.attention.attention.query`, width, width),
    ...linear(`${name}.attention.attention.key`, width, width),
    ...linear(`${name}.attention.attention.value`, width, width),
    ...linear(`${name}.attention.output.dense`, width, width),
    ...linear(`${name}.intermediate.dense`, mlp, width),
    ...linear(`${name}.output.dense`, width, mlp),
    ...norm(`${name}.layernorm_before`, width),
    ...norm(`${name}.layernorm_after`, width),
  };
}

function adalnPart(name: string, { width, inner, blockMlp }: Sizes): Shapes {
  return {
    ...norm(`${name}.attn.norm`, width),
    [`${name}.attn.to_qkv.weight`]: [3 * inner, width],
    ...linear(`${name}.attn.to_out.0`, width, inner),
    ...norm(`${name}.mlp.net.0`, width),
    ...linear(`${name}.mlp.net.1`, blockMlp, width),
    ...linear(`${name}.mlp.net.4`, width, blockMlp),
    ...linear(`${name}.adaLN_modulation.1`, 6 * width, width),
  };
}

/** Names and shapes of a published checkpoint. */
function published(sizes: Sizes): Shapes {
  const { image, patch, width, depth, history, blocks, action, smoothed } = sizes;
  const several = (count: number, make: (i: number) => Shapes): Shapes =>
    Object.assign({}, ...Array.from({ length: count }, (_, i) => make(i)));
  return {
    "encoder.embeddings.cls_token": [1, 1, width],
    "encoder.embeddings.position_embeddings": [1, 1 + (image / patch) ** 2, width],
    "encoder.embeddings.patch_embeddings.projection.weight": [width, 3, patch, patch],
    "encoder.embeddings.patch_embeddings.projection.bias": [width],
    ...several(depth, (i) => visionBlock(`encoder.encoder.layer.${i}`, sizes)),
    ...norm("encoder.layernorm", width),
    "predictor.pos_embedding": [1, history, width],
    ...several(blocks, (i) => adalnPart(`predictor.transformer.layers.${i}`, sizes)),
    ...norm("predictor.transformer.norm", width),
    "action_encoder.patch_embed.weight": [smoothed, action, 1],
    "action_encoder.patch_embed.bias": [smoothed],
    ...linear("action_encoder.embed.0", 4 * width, smoothed),
    ...linear("action_encoder.embed.2", width, 4 * width),
    ...projector("projector", sizes),
    ...projector("pred_proj", sizes),
  };
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** A checkpoint's tensors, filled by their names. */
function filled(shapes: Shapes): Map<string, StoredTensor> {
  return new Map(
    Object.entries(shapes).map(([name, shape]) => {
      const values = seededRng(0).fork(name).normals(sizeOf(shape));
      return [name, { shape, data: Float32Array.from(values, (x) => /running_var/.test(name) ? x * x : x) }];
    }),
  );
}

/** The model here of these sizes. */
function makeModel(sizes: Sizes) {
  const { image, patch, width, depth, mlp, projector, history, blocks, inner, blockMlp } = sizes;
  const observations = { pixels: { shape: [image, image, 3], dtype: "uint8" as const } };
  const rng = seededRng(0);
  const vision = { patch, width, depth, heads: 3, mlp, dim: width, projector };
  const steering = { history, depth: blocks, heads: 4, headWidth: inner / 4, mlp: blockMlp, projector };
  const encoder = vit.make(vision, { observations, rng });
  const predictor = adalnTransformer.make(
    { ...steering, actionSmoothed: sizes.smoothed },
    { tokens: 1, dim: width, action: sizes.action, rng },
  );
  return { encoder, predictor };
}

Deno.test("a published checkpoint has 303 tensors and 18 million weights, and each has one place here", () => {
  const shapes = published(PUBLISHED);
  assert.equal(Object.keys(shapes).length, 303);
  const learned = Object.entries(shapes).filter(([name]) => !/running|num_batches/.test(name));
  const count = learned.reduce((sum, [, shape]) => sum + sizeOf(shape), 0);
  assert.ok(Math.abs(count - 18e6) < 0.1e6, String(count));
});

Deno.test("a safetensors file of published names fills encoder and predictor, nothing left and nothing over", () =>
  noLeaks(async () => {
    const file = encodeSafetensors(filled(published(SMALL)));
    const here = lewmWeights(decodeSafetensors(file, "lewm.safetensors"));
    const model = makeModel(SMALL);
    const { params, buffers } = join({ ...model });
    const variables: { readonly [name: string]: Variable } = { ...params, ...buffers };
    assert.deepEqual([...here.keys()].sort(), Object.keys(variables).sort());
    for (const [name, { shape, data }] of here) {
      assert.deepEqual(shape, variables[name].shape, name);
      tidy(() => variables[name].assign(tensor(data, [...shape])));
    }
    const [guesses] = await read([tidy(() => {
      const latents = model.encoder.encode({ pixels: ones([1, 2, 8, 8, 3]) }, { mode: "infer" });
      return model.predictor.predict(latents, { actions: ones([1, 2, 4]) }, "infer");
    })]);
    assert.ok(guesses.every((value) => Number.isFinite(value) && value !== 0));
    dispose(variables);
  }));

Deno.test("a joint weight becomes query, key and value, each with its inputs first", () => {
  const data = Float32Array.from({ length: 12 }, (_, i) => i);
  const name = "predictor.transformer.layers.3.attn.to_qkv.weight";
  const here = lewmWeights(new Map([[name, { shape: [6, 2], data }]]));
  const part = (...values: number[]) => ({ shape: [2, 2], data: Float32Array.from(values) });
  assert.deepEqual(Object.fromEntries(here), {
    "predictor.block3.attention.query.weight": part(0, 2, 1, 3),
    "predictor.block3.attention.key.weight": part(4, 6, 5, 7),
    "predictor.block3.attention.value.weight": part(8, 10, 9, 11),
  });
});

Deno.test("a patch's weights are in the order of its pixels, channels last", () => {
  const data = Float32Array.from({ length: 12 }, (_, i) => i); // [1, 3, 2, 2]
  const name = "encoder.embeddings.patch_embeddings.projection.weight";
  const here = lewmWeights(new Map([[name, { shape: [1, 3, 2, 2], data }]]));
  assert.deepEqual(here.get("encoder.patches.weight"), {
    shape: [12, 1],
    data: Float32Array.of(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11),
  });
});

Deno.test("a name that is not published is refused", () => {
  const stray = new Map([["decoder.weight", { shape: [1], data: Float32Array.of(0) }]]);
  assert.throws(
    () => lewmWeights(stray),
    new InputError(
      'Cannot read LeWorldModel weights: found tensor "decoder.weight", expected published names only',
    ),
  );
});

Deno.test("a joint query, key and value that cannot be cut in three is refused", () => {
  const name = "predictor.transformer.layers.0.attn.to_qkv.weight";
  assert.throws(
    () => lewmWeights(new Map([[name, { shape: [4, 1], data: new Float32Array(4) }]])),
    new InputError(`Cannot load "${name}": it has 4 rows, expected a multiple of 3`),
  );
});
