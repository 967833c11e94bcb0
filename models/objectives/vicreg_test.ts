import assert from "node:assert/strict";
import { tensor, tidy, zeros } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import { checkObjective } from "../../testing/objective.ts";
import { vicreg } from "./vicreg.ts";

await openTestBackend();

/** Weighted loss and its parts for two views of N samples of width 2. */
async function terms(views: readonly (readonly number[])[]) {
  const rng = seededRng(0);
  const objective = vicreg.make({ expander: 0 }, { tokens: 1, dim: 2, action: 1, rng });
  const values = await read(tidy(() => {
    const { loss, terms = {} } = objective.loss({
      batch: { observations: {}, actions: zeros([1, 0, 1]) },
      rng,
      mode: "train",
      encode: ({ view = 0 } = {}) => tensor([...views[view]], [views[view].length / 2, 1, 1, 2]),
      target: () => zeros([1, 1, 1, 2]),
      predict: () => zeros([1, 0, 1, 2]),
    });
    return [loss, terms.invariance, terms.variance, terms.covariance];
  }));
  return values.map(([value]) => value);
}

const near = (found: number, expected: number) => assert.ok(Math.abs(found - expected) < 1e-4, `${found}`);

Deno.test("by hand: difference, hinge and covariance", async () => {
  // Columns (−1, 1) with variance 2 and (−0.3, 0.3) with variance 0.18; covariance 0.6.
  const a = [-1, -0.3, 1, 0.3];
  const [loss, invariance, variance, covariance] = await terms([a, a.map((value) => value + 0.5)]);
  near(invariance, 0.25);
  const hinge = (1 - Math.sqrt(0.18 + 1e-4)) / 2;
  near(variance, hinge);
  near(covariance, 2 * (2 * 0.36) / 2);
  near(loss / 100, (25 * 0.25 + 25 * hinge + 0.72) / 100);
});

Deno.test("views that agree on one point pay for it by their variance", async () => {
  const [, invariance, variance] = await terms([[3, 3, 3, 3], [3, 3, 3, 3]]);
  assert.equal(invariance, 0);
  near(variance, 0.99);
});

Deno.test("a batch of one sample is refused", () =>
  assert.rejects(terms([[1, 2], [1, 2]]), /1 sample, expected at least 2/));

Deno.test("vicreg conforms, with and without expander", async () => {
  await checkObjective((given) => vicreg.make({ expander: 0 }, given));
  await checkObjective((given) => vicreg.make({ expander: 8 }, given), { tokens: 2 });
});
