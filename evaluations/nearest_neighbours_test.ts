import assert from "node:assert/strict";
import { mul } from "@tensorflow/tfjs-core";
import { createWorldModel, memorySource, seededRng } from "../core/mod.ts";
import type { EpisodeSource, EvaluationContext, Json, Rng } from "../core/mod.ts";
import { openTestBackend } from "../tests/backend.ts";
import { checkEvaluation } from "../testing/evaluation.ts";
import { noLeaks } from "../testing/no_leaks.ts";
import { dotContext } from "../testing/fixtures/dot_context.ts";
import { dotModel } from "../testing/fixtures/dot_world.ts";
import { nearestNeighbours } from "./nearest_neighbours.ts";

await openTestBackend();

type Told = { readonly [variable: string]: { readonly [figure: string]: Json } };

async function ask(change: Partial<EvaluationContext> = {}, neighbours = 3): Promise<Told> {
  const { metrics } = await nearestNeighbours.make({ neighbours }, {}).evaluate(dotContext(change));
  return metrics.variables as Told;
}

/** A model to which all frames look the same. */
const blind = createWorldModel({
  ...dotModel.encoder,
  encode: (...given) => mul(dotModel.encoder.encode(...given), 0),
}, dotModel.predictor);

/** Twenty pictures without episodes around them: dots on the left are of class 1, all others of class 0. */
function pictures(rng: Rng): EpisodeSource {
  const columns = [
    { name: "position", shape: [2], dtype: "float32" },
    { name: "pixels", shape: [10, 10, 3], dtype: "uint8" },
    { name: "state", shape: [1], dtype: "float64" },
  ] as const;
  return memorySource(
    columns,
    Array.from({ length: 20 }, () => {
      const x = rng.uniform(-1, 1);
      return {
        position: Float32Array.of(x, 0),
        pixels: new Uint8Array(300),
        state: Float64Array.of(x < -0.3 ? 1 : 0),
      };
    }),
  );
}

Deno.test("a model that sees tells the variables, one that is blind does not", () =>
  noLeaks(async () => {
    for (const { r2 } of Object.values(await ask())) assert.ok(Number(r2) > 0.9, `${r2}`);
    for (const { r2 } of Object.values(await ask({ world: blind }))) assert.ok(Number(r2) < 0.2, `${r2}`);
  }));

Deno.test("what does not vary is left out", () =>
  noLeaks(async () => {
    const variables = [{ name: "row", unit: "cell", description: "Always 0" }];
    const still = memorySource([
      { name: "position", shape: [2], dtype: "float32" },
      { name: "state", shape: [1], dtype: "float64" },
    ], [{ position: Float32Array.of(0, 1, 2, 3), state: new Float64Array(2) }]);
    assert.deepEqual(await ask({ variables, training: still, heldOut: still }), {});
  }));

Deno.test("a label is told by the class of the neighbours, beside the commonest one", () =>
  noLeaks(async () => {
    const variables = [{ name: "side", unit: "", description: "Where", classes: ["right", "left"] }];
    const data = { variables, training: pictures(seededRng(1)), heldOut: pictures(seededRng(2)) };
    const { side } = await ask(data, 1);
    const blindly = (await ask({ ...data, world: blind }, 20)).side;
    assert.ok(Number(side.rate) >= 0.9 && side.n === 20);
    assert.equal(blindly.rate, side.chance);
    assert.ok(Number(side.chance) < Number(side.rate));
  }));

Deno.test("nearest-neighbours keeps the rules of evaluations", () =>
  checkEvaluation(() => nearestNeighbours.make({ neighbours: 2 }, {}), () => dotContext()));

Deno.test("data without variables is refused, also before training", async () => {
  await assert.rejects(ask({ variables: [] }), /the data has no variables, expected some/);
  const { check } = nearestNeighbours.make({}, {});
  assert.throws(() => check?.(dotContext({ variables: [] })), /the data has no variables, expected some/);
});
