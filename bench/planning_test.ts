import assert from "node:assert/strict";
import builtin from "../builtin.ts";
import { Registry } from "../core/registry.ts";
import { openBackend } from "../host/backends/open_backend.ts";
import { SMALL_PLAN } from "../tests/fixtures/small_shapes.ts";
import type { PlanShape } from "./plan_shapes.ts";
import { makePlanning } from "./planning.ts";
import { ProductClock } from "./product_clock.ts";

const ACTION = 10;

/** Multiplications of one scored plan: those of the linear layers, and those of attention. */
function multiplications(
  { dim: D, horizon, predictor }: PlanShape,
): readonly [linear: number, mixing: number] {
  const { history, depth, heads, headWidth, mlp, actionSmoothed, actionScale, projector } = predictor;
  const inner = heads * headWidth;
  const embedding = ACTION * actionSmoothed + (actionSmoothed + D) * actionScale * D;
  const block = 4 * D * inner + 2 * D * mlp + 6 * D * D;
  const frames = horizon * history;
  return [frames * (embedding + depth * block + 2 * D * projector), frames * depth * 2 * history * inner];
}

Deno.test('a plan imagines every frame of the window anew, as the peer does in its form "same"', async (t) => {
  const clock = new ProductClock();
  const { blas } = await openBackend("wasm", { threads: 1, watch: (multiply) => clock.watch(multiply) });
  await t.step({
    name: "counted in BLAS",
    ignore: blas === undefined || "missing" in blas,
    fn: async () => {
      using work = await makePlanning(new Registry([builtin]), SMALL_PLAN);
      clock.operations = 0;
      await work.time(2);
      const { episodes, planner: { samples } } = SMALL_PLAN;
      const plans = episodes * (2 * samples + 1); // the last mean is scored, too
      const [linear, mixing] = multiplications(SMALL_PLAN).map((count) => 2 * count * plans);
      // Attention may be a kernel of its own.
      assert.ok(clock.operations >= linear && clock.operations <= linear + mixing, `${clock.operations}`);
    },
  });
  await openBackend("wasm");
});
