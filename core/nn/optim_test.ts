import assert from "node:assert/strict";
import { dispose, scalar, tensor1d, tidy, variable } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { openTestBackend } from "../../tests/backend.ts";
import { relativeError } from "../../reference/replayer.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { read } from "../engine/read.ts";
import { InputError } from "../errors.ts";
import { clipFactor, createAdamW, warmupCosine, warmupStableDecay } from "./optim.ts";

await openTestBackend();

const SETTINGS = { weightDecay: 0.1, betas: [0.9, 0.99], epsilon: 1e-8, clip: Infinity };

/** The textbook form, in double precision. */
function expectedPath(x: number, gradients: readonly number[], rate: number): number[] {
  let [m, v] = [0, 0];
  return gradients.map((g, i) => {
    m = 0.9 * m + 0.1 * g;
    v = 0.99 * v + 0.01 * g * g;
    x *= 1 - rate * 0.1;
    x -= rate * (m / (1 - 0.9 ** (i + 1))) / (Math.sqrt(v / (1 - 0.99 ** (i + 1))) + 1e-8);
    return x;
  });
}

Deno.test("AdamW follows the textbook, parameter by parameter, and leaves nothing behind", async () => {
  const leaks = await countLeaks(async () => {
    const params = tidy(() => ({ a: variable(tensor1d([1, -2])), b: variable(scalar(3)) }));
    const optimiser = createAdamW(params, SETTINGS);
    assert.deepEqual(Object.keys(optimiser.state), ["a.m", "a.v", "b.m", "b.v"]);
    const gradients = [0.5, -1, 4];
    const paths = [1, -2, 3].map((x) => expectedPath(x, gradients, 0.01));
    for (const [step, g] of gradients.entries()) {
      const norm = tidy(() => optimiser.step({ a: tensor1d([g, g]), b: scalar(g) }, 0.01, step).gradNorm);
      const [[length], a, b] = await read([norm, params.a.clone(), params.b.clone()]);
      assert.ok(Math.abs(length - Math.abs(g) * Math.sqrt(3)) < 1e-5);
      assert.ok(relativeError([...a, ...b], paths.map((path) => path[step])) < 1e-6);
    }
    optimiser.dispose();
    dispose(params);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("AdamW continues from saved moments as if nothing had happened", async () => {
  const run = async (restart: boolean): Promise<Float32Array> => {
    const params = tidy(() => ({ x: variable(tensor1d([1, -2])) }));
    let optimiser = createAdamW(params, SETTINGS);
    for (let step = 0; step < 4; step++) {
      if (restart && step === 2) {
        const saved = optimiser;
        optimiser = createAdamW(params, SETTINGS);
        for (const [name, moment] of Object.entries(optimiser.state)) {
          tidy(() => moment.assign(saved.state[name].clone()));
        }
        saved.dispose();
      }
      tidy(() => optimiser.step({ x: tensor1d([step + 1, -1]) }, 0.1, step));
    }
    optimiser.dispose();
    return (await read([params.x]))[0];
  };
  assert.deepEqual(await run(true), await run(false));
});

Deno.test("AdamW names the parameter without a gradient", () => {
  const params = tidy(() => ({ x: variable(scalar(1)) }));
  const optimiser = createAdamW(params, SETTINGS);
  assert.throws(
    () => optimiser.step({}, 0.1, 0),
    new InputError('Cannot step: parameter "x" has no gradient, expected one for each'),
  );
  optimiser.dispose();
  dispose(params);
});

Deno.test("AdamW refuses a gradient of another shape, which it would not broadcast", () => {
  const x = variable(tensor1d([1, 2]));
  const optimiser = createAdamW({ x }, SETTINGS);
  tidy(() => assert.throws(() => optimiser.step({ x: tensor1d([1]) }, 0.1, 0), /Cannot use "gradient of x"/));
  optimiser.dispose();
  x.dispose();
});

await openTestBackend();

Deno.test("clipFactor shrinks long gradients only, and measures before", async () => {
  for (const [clip, expected] of [[1, 1 / 13.000001], [20, 1], [Infinity, 1]]) {
    const [[n], [f]] = await read(
      tidy(() => Object.values(clipFactor([tensor1d([3, 4]), scalar(12)], clip))),
    );
    assert.equal(n, 13);
    assert.ok(Math.abs(f - expected) < 1e-7);
  }
});

Deno.test("clipFactor takes as many gradients as a deep model has", async () => {
  const [[norm]] = await read(
    tidy(() => [clipFactor(Array.from({ length: 400 }, () => scalar(0.5)), 1).norm]),
  );
  assert.equal(norm, 10);
});

const corners = fc.record({
  peak: fc.double({ min: 1e-6, max: 1, noNaN: true }),
  warmup: fc.nat(50),
  total: fc.integer({ min: 51, max: 500 }),
});

Deno.test("warmupCosine rises to its peak, then falls to the end and stays", () => {
  fc.assert(fc.property(corners, (c) => {
    const rates = Array.from({ length: c.total + 3 }, (_, step) => warmupCosine(step, c));
    assert.ok(Math.abs(rates[c.warmup] - c.peak) < 1e-15);
    for (let i = 1; i < rates.length; i++) {
      if (i <= c.warmup) assert.ok(rates[i] > rates[i - 1]);
      else assert.ok(rates[i] <= rates[i - 1]);
    }
    assert.ok(rates.slice(c.total).every((rate) => Math.abs(rate) < 1e-12));
  }));
});

Deno.test("warm-up over all steps divides by nothing", () => {
  assert.equal(warmupCosine(10, { peak: 1, warmup: 10, total: 10 }), 1);
});

Deno.test("warmupStableDecay has a plateau and ends in a line", () => {
  const c = { peak: 8, warmup: 2, total: 10, anneal: 4, start: 4, final: 4 };
  const rates = Array.from({ length: 12 }, (_, step) => warmupStableDecay(step, c));
  assert.deepEqual(rates, [4, 6, 8, 8, 8, 8, 8, 7, 6, 5, 4, 4]);
});
