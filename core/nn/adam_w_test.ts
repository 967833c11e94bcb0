import assert from "node:assert/strict";
import { dispose, scalar, tensor1d, tidy, variable } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { relativeError } from "../../tests/reference/replayer.ts";
import { InputError } from "../errors.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { read } from "../engine/read.ts";
import { createAdamW } from "./adam_w.ts";

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
