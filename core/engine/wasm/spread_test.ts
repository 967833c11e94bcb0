import assert from "node:assert/strict";
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
import { openBackend } from "../../../host/engine/open_backend.ts";
import { random, results } from "../../../tests/engine/agrees.ts";
import { relativeError } from "../../../tests/reference/replayer.ts";
import { slicedEppsPulley } from "../../../models/objectives/sliced_epps_pulley.ts";
import { activate } from "../../nn/activate.ts";
import { createAdamW } from "../../nn/adam_w.ts";
import { fused } from "../fused.ts";
import { attend } from "../../nn/attend.ts";
import { layerNorm } from "../../nn/layer_norm.ts";
import { modulate } from "../../nn/modulate.ts";
import { scaleShift } from "../../nn/scale_shift.ts";
import { crewOfOne, routineOf } from "./crew.ts";
import type { WasmHeap } from "./heap.ts";
import { registerWasmKernels } from "./register_wasm_kernels.ts";
import type { Routines } from "./routines.ts";

const THREADS = 3;

await openBackend("wasm", { blas: false });
const heap = backend() as object as WasmHeap;

/** What a computation gives, and which routines ran in parts, with a crew that plays its threads one by one. */
async function spread(run: () => Tensor[]): Promise<{ values: Float32Array[]; parted: Set<string> }> {
  const parted = new Set<string>();
  registerWasmKernels(heap, undefined, (routines: Routines) => ({
    sizeFor: () => THREADS,
    run: (name, parts) => {
      if (parts.length === THREADS) parted.add(name);
      for (const given of parts.toReversed()) routineOf(routines, name)(...given);
    },
  }));
  const values = await results(run);
  registerWasmKernels(heap, undefined, crewOfOne);
  return { values, parted };
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

const computations: { readonly [name: string]: () => Tensor[] } = {
  "activations, with a bias and without": () =>
    (["relu", "gelu", "silu", undefined] as const).flatMap((activation) => [
      ...withGradients((x, bias) => activate(x, { bias, activation }), [
        random([rows, width]),
        random([width], 2),
      ]),
      ...withGradients((x) => activate(x, { activation }), [random([rows, width])]),
    ]),
  modulation: () => {
    const inputs = [1, 2, 3].map((seed) => random([rows, 5 * width], seed)); // a cheap kernel: more of it
    return withGradients((x, scale, shift) => modulate(scaleShift(x, 2, 1), { scale, shift }), inputs);
  },
  "layer norm": () => {
    const layer = layerNorm({ features: width, affine: true });
    const { weight, bias } = layer.params;
    weight.assign(random([width], 2));
    const found = withGradients((x) => layer.apply(x, "train"), [random([rows, width])]);
    const ofWeights = withGradients((w) => mul(layer.apply(random([rows, width]), "train"), w), [scalar(2)]);
    for (const v of [weight, bias]) v.dispose();
    return [...found, ...ofWeights];
  },
  "softmax, with a mask that repeats": () => {
    const [scores, mask] = [random([rows + 1, width]), random([10, width], 2)];
    const [shares] = fused("SoftmaxRows", { scores, mask }, { factor: 0.5 }, noKernel);
    return [shares, ...fused("SoftmaxRowsGradient", { shares, dShares: scores }, { factor: 0.5 }, noKernel)];
  },
  "attention, with a mask": () =>
    withGradients(
      (query, key, value) => attend({ query, key, value }, { mask: random([40, 40], 4) }),
      [16, 16, 19].map((d, i) => random([7, 40, 3, d], i)),
    ),
  "products, each side transposed or not": () =>
    [[1200, 90, 90], [90, 1200, 90]].flatMap(([m, n, k]) =>
      [0, 1, 2, 3].map((turn) => {
        const [a, b] = [turn & 1 ? [k, m] : [m, k], turn & 2 ? [n, k] : [k, n]];
        return matMul(random(a), random(b, 2), (turn & 1) > 0, (turn & 2) > 0);
      })
    ),
  "convolution": () =>
    withGradients(
      (x, filter) => conv2d(x as Tensor4D, filter as Tensor4D, 2, 1),
      [random([5, 33, 31, 7]), random([4, 4, 7, 9], 2)],
    ),
  "AdamW": () => {
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
  },
  "Epps-Pulley": () => {
    const quadrature = {
      step: 0.2,
      weights: Array.from({ length: 17 }, (_, k) => Math.exp(-((0.2 * k) ** 2) / 2)),
    };
    return withGradients((z) => slicedEppsPulley(z, random([8, 515], 3), quadrature), [random([40, 3, 8])]);
  },
};

for (const [name, run] of Object.entries(computations)) {
  Deno.test(`threads give what one gives: ${name}`, async () => {
    registerWasmKernels(heap, undefined, crewOfOne);
    const alone = await results(run);
    const { values, parted } = await spread(run);
    assert.ok(parted.size > 0, "nothing was spread");
    values.forEach((value, i) => {
      const error = relativeError(value, alone[i]);
      assert.ok(error <= 2e-6, `result ${i}: error ${error}`);
    });
  });
}
