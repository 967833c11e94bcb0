import assert from "node:assert/strict";
import builtin from "../builtin.ts";
import { Registry } from "../core/registry.ts";
import { openBackend } from "../host/backends/open_backend.ts";
import { SMALL_PLAN, SMALL_SHAPES } from "../tests/fixtures/small_shapes.ts";
import { printed } from "./commit_of.ts";
import { makePlanning } from "./planning.ts";
import { timeBesidePeer } from "./time_work.ts";
import { makeTrainingStep } from "./training_step.ts";

const { blas } = await openBackend("wasm");
const native = blas !== undefined && "library" in blas;

const FIND = "import importlib.util as i, sys; sys.exit(0 if i.find_spec('torch') else 1)";
const registry = new Registry([builtin]);
const progress = { phase: () => {}, at: () => {}, say: () => {} };
const conditions = { roof: undefined, progress, turns: 2, settings: ["no spinning"] };

Deno.test({
  name: "PyTorch computes the same from the same weights, and is timed in turn",
  ignore: printed("/usr/bin/python3", ["-c", FIND]) === undefined,
  fn: async () => {
    for (const shape of [...SMALL_SHAPES.slice(0, 2), SMALL_PLAN]) {
      using work =
        await ("episodes" in shape ? makePlanning(registry, shape) : makeTrainingStep(registry, shape));
      const { result, peer } = await timeBesidePeer(work, { ...conditions, ...(native && { roof: 100 }) });
      const { ratio, saved, sgemmShare = 0, outsideProductsMs = 0, noBlas } = result;
      assert.equal(result.peerSetting, "no spinning");
      assert.equal(result.turns, Math.min(2, work.effort.turns));
      assert.ok(ratio && ratio.min > 0 && ratio.min <= ratio.max, shape.name);
      assert.equal(saved !== undefined, "episodes" in shape);
      assert.equal(result.scoreError !== undefined, "episodes" in shape);
      assert.equal(result.gradientError !== undefined, !("episodes" in shape));
      assert.ok(Number(peer?.threads) >= 1);
      if (!native) continue;
      assert.ok(sgemmShare > 0 && sgemmShare < 1 && outsideProductsMs > 0, shape.name);
      assert.ok(noBlas?.ratio && noBlas.oursMs > 0, shape.name);
    }
  },
});
