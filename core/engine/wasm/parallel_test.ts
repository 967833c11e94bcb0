import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import {
  backend,
  conv2d,
  grads,
  matMul,
  mul,
  scalar,
  sum,
  type Tensor,
  type Tensor4D,
  variable,
} from "@tensorflow/tfjs-core";
import { openBackend } from "../../../host/backends/open_backend.ts";
import { random, results } from "../../../tests/engine/agrees.ts";
import { relativeError } from "../../../reference/replayer.ts";
import { slicedEppsPulley } from "../../../models/objectives/sliced_epps_pulley.ts";
import { activate } from "../../nn/activations.ts";
import { createAdamW } from "../../nn/optim.ts";
import { fused } from "../fused.ts";
import { attend } from "../../nn/attention.ts";
import { layerNorm } from "../../nn/norm.ts";
import { modulate } from "../../nn/adaln.ts";
import { scaleShift } from "../../nn/custom_gradient.ts";
import { routineOf, singleThread } from "./threads.ts";
import { floatsOf, type WasmHeap } from "./heap.ts";
import { type GemmArguments, stridesOf } from "./matmul.ts";
import { registerWasmKernels } from "./register.ts";
import type { Routine, Routines } from "./routines.ts";

const THREADS = 3;

await openBackend("wasm", { blas: false });
const opened: object = backend();
assert.ok(isWasmHeap(opened));
const heap = opened;

function isWasmHeap(opened: object): opened is WasmHeap {
  return "wasm" in opened && "dataIdMap" in opened;
}

/** Matmuls by their definition. They allocate nothing: that would be undone where parts are played apart. */
function gemm(args: GemmArguments): void {
  const floats = floatsOf(heap);
  const { transposeA, transposeB, m, n, k, accumulate } = args;
  const [a, b, c] = [args.a / 4, args.b / 4, args.c / 4];
  const [strideA, strideB, strideC] = stridesOf(args);
  const [rowA, nextA] = transposeA ? [1, strideA] : [strideA, 1];
  const [columnB, nextB] = transposeB ? [strideB, 1] : [1, strideB];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = accumulate ? floats[c + i * strideC + j] : 0;
      for (let p = 0; p < k; p++) {
        sum += floats[a + i * rowA + p * nextA] * floats[b + p * nextB + j * columnB];
      }
      floats[c + i * strideC + j] = sum;
    }
  }
}

/** Words that are compared at once: most are as they were. */
const PAGE = 4096;

/** Where the heap is copied to, made once for a size of the heap: fresh memory is slow. */
let copies = [new Int32Array(0), new Int32Array(0)];

/** Positions of the pages that differ. */
function changedPages(words: Int32Array, before: Int32Array): number[] {
  const page = ({ buffer }: Int32Array, from: number) => new Uint8Array(buffer, 4 * from, 4 * PAGE);
  return Array.from({ length: words.length / PAGE }, (_, i) => i * PAGE)
    .filter((from) => Buffer.compare(page(words, from), page(before, from)) !== 0);
}

/**
 * Plays threads that run at the same time at worst: each finds the heap as it was before the first. What two of them
 * write to, scratch as well, fails.
 */
function playApart(routine: Routine, name: string, parts: readonly (readonly number[])[]): void {
  const words = new Int32Array(heap.wasm.HEAPU8.buffer);
  if (copies[0].length !== words.length) copies = copies.map(() => new Int32Array(words.length));
  const [before, after] = copies;
  for (const copy of copies) copy.set(words);
  for (const given of parts) {
    routine(...given);
    for (const from of changedPages(words, before)) {
      for (let i = from; i < from + PAGE; i++) {
        if (words[i] === before[i]) continue;
        assert.ok(after[i] === before[i], `${name}: two threads write at ${4 * i}`);
        after[i] = words[i];
        words[i] = before[i];
      }
    }
  }
  words.set(after);
}

/** What a computation gives, and which routines ran in parts. */
async function runParallel(run: () => Tensor[]): Promise<{ values: Float32Array[]; parted: string[] }> {
  const parted = new Set<string>();
  registerWasmKernels(heap, gemm, (routines: Routines) => ({
    sizeFor: () => THREADS,
    run: (name, parts) => {
      const routine = routineOf(routines, name);
      if (parts.length === 1) return routine(...parts[0]);
      parted.add(name);
      playApart(routine, name, parts);
    },
  }));
  const values = await results(run);
  return { values, parted: [...parted].toSorted() };
}

/** A value, and its gradients against fixed weights. */
function withGradients(f: (...inputs: Tensor[]) => Tensor, inputs: Tensor[]): Tensor[] {
  const y = f(...inputs);
  const weights = random(y.shape, 9);
  return [y, ...grads((...given: Tensor[]) => sum(mul(f(...given), weights)))(inputs)];
}

const [rows, width] = [4099, 37];

function noKernel(): Tensor[] {
  throw new Error("wasm has a kernel of its own");
}

/** Computations, and the routines that run in parts. */
const computations: { readonly [name: string]: readonly [routines: string[], run: () => Tensor[]] } = {
  "activations, with a bias and without": [
    ["gelu", "silu", "slopeRows"],
    () =>
      (["gelu", "silu"] as const).flatMap((activation) => [
        ...withGradients((x, bias) => activate(x, { bias, activation }), [
          random([rows, width]),
          random([width], 2),
        ]),
        ...withGradients((x) => activate(x, { activation }), [random([rows, width])]),
      ]),
  ],
  "biases alone, and with the cheapest activation": [
    ["addRows", "biasRows", "slopeRows"],
    () =>
      ([undefined, "relu"] as const).flatMap((activation) =>
        withGradients((x, bias) => activate(x, { bias, activation }), [
          random([rows, 4 * width]),
          random([4 * width], 2),
        ])
      ),
  ],
  "modulation": [["modulate", "modulateGradient", "scaleShift"], () => {
    const inputs = [1, 2, 3].map((seed) => random([rows, 3 * width], seed)); // a cheap kernel: more of it
    return withGradients((x, scale, shift) => modulate(scaleShift(x, 2, 1), { scale, shift }), inputs);
  }],
  "layer norm": [["layerNorm", "layerNormGradient"], () => {
    const layer = layerNorm({ features: width, affine: true });
    const { weight, bias } = layer.params;
    weight.assign(random([width], 2));
    const found = withGradients((x) => layer.apply(x, "train"), [random([rows, width])]);
    const ofWeights = withGradients((w) => mul(layer.apply(random([rows, width]), "train"), w), [scalar(2)]);
    for (const v of [weight, bias]) v.dispose();
    return [...found, ...ofWeights];
  }],
  "softmax, with a mask that repeats": [["softmaxRows", "softmaxRowsGradient"], () => {
    const [scores, mask] = [random([rows + 1, width]), random([10, width], 2)];
    const [weights] = fused("SoftmaxRows", { scores, mask }, { factor: 0.5 }, noKernel);
    return [
      weights,
      ...fused("SoftmaxRowsGradient", { weights, dWeights: scores }, { factor: 0.5 }, noKernel),
    ];
  }],
  "sums over the last axis": [["sumLast"], () => [sum(random([rows, 3 * width]), -1)]],
  "attention, with a mask": [["attention", "attentionGradient"], () =>
    withGradients(
      (query, key, value) => attend({ query, key, value }, { mask: random([40, 40], 4) }),
      [16, 16, 19].map((d, i) => random([7, 40, 3, d], i)),
    )],
  "matmuls, each side transposed or not": [
    ["gemm"],
    () =>
      [[1000, 90, 90], [90, 1000, 90]].flatMap(([m, n, k]) =>
        [0, 1, 2, 3].map((turn) => {
          const [a, b] = [turn & 1 ? [k, m] : [m, k], turn & 2 ? [n, k] : [k, n]];
          return matMul(random(a), random(b, 2), (turn & 1) > 0, (turn & 2) > 0);
        })
      ),
  ],
  "convolution": [["convolve", "convolveBack", "convolveFilter"], () =>
    withGradients(
      (x, filter) => conv2d(x as Tensor4D, filter as Tensor4D, 2, 1),
      [random([5, 33, 31, 7]), random([4, 4, 7, 9], 2)],
    )],
  "AdamW": [["adamW"], () => {
    const weights = variable(random([rows * width]));
    const optimiser = createAdamW({ weights }, {
      weightDecay: 1e-2,
      betas: [0.9, 0.999],
      epsilon: 1e-8,
      clip: 1,
    });
    for (let step = 0; step < 2; step++) {
      optimiser.step({ weights: random([rows * width], step) }, 1e-2, step);
    }
    const found = weights.clone();
    optimiser.dispose();
    weights.dispose();
    return [found];
  }],
  "Epps-Pulley": [["eppsPulley"], () => {
    const quadrature = {
      step: 0.2,
      weights: Array.from({ length: 17 }, (_, k) => Math.exp(-((0.2 * k) ** 2) / 2)),
    };
    return withGradients((z) => slicedEppsPulley(z, random([8, 515], 3), quadrature), [random([40, 3, 8])]);
  }],
};

for (const [name, [routines, run]] of Object.entries(computations)) {
  Deno.test(`threads give what one gives: ${name}`, async () => {
    registerWasmKernels(heap, gemm, singleThread);
    const alone = await results(run);
    const { values, parted } = await runParallel(run);
    assert.deepEqual(parted, routines, "what ran in parts");
    values.forEach((value, i) => {
      const error = relativeError(value, alone[i]);
      assert.ok(error <= 2e-6, `result ${i}: error ${error}`);
    });
  });
}
