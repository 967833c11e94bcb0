import {
  abs,
  getKernel,
  grad,
  grads,
  greater,
  max,
  mul,
  sub,
  sum,
  type Tensor,
  tensor,
  unstack,
  variable,
  zeros,
} from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import fc from "fast-check";
import { openBackend } from "../../../host/backends/open_backend.ts";
import { agrees, random, results } from "../../../tests/engine/agrees.ts";
import { createAdamW } from "../../nn/optim.ts";
import { activate } from "../../nn/activations.ts";
import { attend, attendJoint } from "../../nn/attention.ts";
import { layerNorm } from "../../nn/norm.ts";
import { modulate } from "../../nn/adaln.ts";

/** A value, and its gradients against fixed weights. */
function withGradients(f: (...inputs: Tensor[]) => Tensor, inputs: Tensor[]): Tensor[] {
  const y = f(...inputs);
  const weights = random(y.shape, 9);
  return [y, ...grads((...given: Tensor[]) => sum(mul(f(...given), weights)))(inputs)];
}

const check = <T>(arbitrary: fc.Arbitrary<T>, run: (value: T) => Tensor[]) =>
  fc.assert(fc.asyncProperty(arbitrary, (value) => agrees(() => run(value))), { numRuns: 15, seed: 1 });

// Widths that fill whole vectors, and those that leave one to three floats.
const width = fc.integer({ min: 1, max: 13 });
const rows = fc.integer({ min: 1, max: 5 });

Deno.test("wasm has a kernel of its own for each that is asked for", async () => {
  await openBackend("wasm");
  const names = ["Attention", "LayerNorm", "Modulate", "SoftmaxRows"].flatMap((
    name,
  ) => [name, `${name}Gradient`]);
  names.push(
    "AdamW",
    "Bias",
    "BiasGelu",
    "BiasRelu",
    "BiasSilu",
    "ActivationGradient",
    "ReluGradient",
    "SumRows",
    "EppsPulley",
  );
  assert.deepEqual(names.filter((name) => !getKernel(name, "wasm")), []);
});

const activation = fc.constantFrom("relu" as const, "gelu" as const, "silu" as const, undefined);

Deno.test("activations agree with their specification, with and without a bias, far out as well", () =>
  check(fc.tuple(activation, rows, width, fc.constantFrom(0.1, 1, 4, 40)), ([activation, n, d, scale]) => {
    const [x, bias] = [mul(random([n, d]), scale), random([d], 2)];
    return [
      ...withGradients((x, bias) => activate(x, { bias, activation }), [x, bias]),
      ...withGradients((x) => activate(x, { activation }), [x]),
      activate(x, { bias, activation }), // without a tape no derivative is kept
    ];
  }));

Deno.test("an activation overwrites what it is given, and nothing else", () =>
  check(fc.tuple(activation, rows, width), ([activation, n, d]) => {
    const [x, bias] = [random([n, d]), random([d], 2)];
    const y = withGradients((x, bias) => {
      const product = mul(x, 2);
      return activate(product, { bias, activation, overwrite: true });
    }, [x, bias]);
    return [...y, x, bias];
  }));

Deno.test("what is not a number stays so through activations, and infinity as in their specification", async () => {
  const x = [NaN, Infinity, -Infinity, 0, -0];
  for (const activation of ["relu", "gelu", "silu"] as const) {
    const run = () => [activate(tensor(x), { activation })];
    await openBackend("wasm");
    const [[nan, far]] = await results(run);
    assert.deepEqual([nan, far], [NaN, Infinity], activation);
  }
});

Deno.test("a bias' gradient over many rows keeps its digits", async () => {
  await openBackend("wasm");
  const rows = 1 << 18;
  const [sums] = await results(() => {
    const dBias = grad((bias: Tensor) => sum(activate(zeros([rows, 5]), { bias })));
    return [dBias(zeros([5]))];
  });
  for (const value of sums) assert.equal(value, rows);
  const [tenths] = await results(() => {
    const dBias = grad((bias: Tensor) => sum(mul(activate(zeros([rows, 5]), { bias }), 0.1)));
    return [dBias(zeros([5]))];
  });
  for (const value of tenths) assert.ok(Math.abs(value / (0.1 * rows) - 1) < 1e-5, `${value}`);
});

Deno.test("layerNorm agrees with its specification, with and without weights", () =>
  check(fc.tuple(rows, fc.integer({ min: 5, max: 13 }), fc.boolean()), ([n, d, affine]) => {
    const layer = layerNorm({ features: d, affine });
    if (affine) {
      layer.params.weight.assign(random([d], 2));
      layer.params.bias.assign(random([d], 3));
    }
    const { weight, bias } = layer.params;
    const found = withGradients((x) => layer.apply(x, "train"), [random([n, d])]);
    for (const v of affine ? [weight, bias] : []) v.dispose();
    return found;
  }));

Deno.test("modulate agrees with its specification", () =>
  check(fc.tuple(rows, width, fc.constantFrom(0, 1)), ([n, d, offset]) =>
    withGradients(
      (x, scale, shift) => modulate(x, { scale, shift, offset }),
      [1, 2, 3].map((seed) => random([n, d], seed)),
    )));

Deno.test("attend agrees with its specification, with and without a mask", () =>
  check(fc.tuple(fc.integer({ min: 1, max: 3 }), width, width, fc.boolean()), ([heads, T, d, masked]) => {
    const inputs = [d, d, d + 2].map((width, i) => random([2, T, heads, width], i));
    const mask = masked ? random([T, T], 4) : undefined;
    return withGradients((query, key, value) => attend({ query, key, value }, { mask }), inputs);
  }));

Deno.test("attendJoint agrees with its specification, and with attend", () =>
  check(fc.tuple(fc.integer({ min: 1, max: 3 }), width, width, fc.boolean()), ([heads, T, d, masked]) => {
    const joint = random([2, T, 3, heads, d]);
    const mask = masked ? random([T, T], 4) : undefined;
    const [query, key, value] = unstack(joint, 2);
    const difference = sub(attendJoint(joint, { mask }), attend({ query, key, value }, { mask }));
    const largest = max(abs(difference));
    return [...withGradients((joint) => attendJoint(joint, { mask }), [joint]), greater(largest, 1e-5)];
  }));

Deno.test("a step of AdamW agrees with its specification, moments too", () =>
  check(fc.tuple(width, fc.constantFrom(0, 7), fc.constantFrom(0.5, Infinity)), ([n, done, clip]) => {
    const p = variable(random([n]));
    const settings = { weightDecay: 0.1, betas: [0.9, 0.999], epsilon: 1e-8, clip };
    const { state, step, dispose } = createAdamW({ p }, settings);
    for (let i = 0; i < 3; i++) step({ p: random([n], 5 + i) }, 0.1, done + i);
    const found = [p, ...Object.values(state)].map((v) => v.clone());
    dispose();
    p.dispose();
    return found;
  }));
