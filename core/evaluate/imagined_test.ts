import assert from "node:assert/strict";
import { noLeaks } from "../../testing/no_leaks.ts";
import { dotCost } from "../../testing/fixtures/dot_plan.ts";
import { dotModel, DotWorld } from "../../testing/fixtures/dot_world.ts";
import { openTestBackend } from "../../tests/backend.ts";
import type { PlanRecord } from "../plan/planned_episode.ts";
import type { Picture, WorldModel } from "../types.ts";
import { imagineTrial } from "./imagined.ts";

await openTestBackend();
const env = new DotWorld();
const start = Float64Array.of(2, 5);
const goal = { observations: { position: Float32Array.of(6, 5) }, variables: Float64Array.of(6, 5) };
const trial = { episode: 0, row: 0, start, goal, distance: 4, strata: [], solved: [] };
const record = (step: number, ...plan: number[]): PlanRecord => ({
  step,
  plan: Float64Array.from(plan),
  cost: 0,
  trace: [],
  latencyMs: 0,
  together: 1,
  calls: 1,
  candidates: 1,
});
/** Shows a latent as a picture that holds it. */
const bank = {
  size: 1,
  nearest: ([x, y]: Float32Array): Picture => ({ width: x, height: y, rgb: new Uint8Array(0) }),
};
const right = Float32Array.of(1, 0);
// Two blocks of two steps: right is imagined first, then two down, but right is what is done all the time.
const plans = [record(0, 1, 0, 1, 0, 0, 1, 0, 1), record(4, 1, 0, 1, 0, 0, 0, 0, 0)];
const outcome = { reached: false, actions: [right, right, right, right, right], distance: 0, met: [] };
const setup = { world: dotModel, cost: dotCost, frameskip: 2, env, trial, outcome, plans, bank };

Deno.test("each moment shows what the plan before it had imagined, at the pace of blocks", () =>
  noLeaks(async () => {
    const { pictures } = await imagineTrial(setup);
    const shown = pictures.map(({ width, height }) => [width, height]);
    assert.deepEqual(shown, [[2, 5], [2, 5], [4, 5], [4, 5], [4, 7], [6, 5]]);
  }));

Deno.test("costs tell where imagination and world part", () =>
  noLeaks(async () => {
    const { imagined, real } = await imagineTrial(setup);
    assert.deepEqual([...real], [16, 9, 4, 1, 0, 1]);
    assert.deepEqual([...imagined], [16, 10, 4, 6, 8, 2]);
  }));

Deno.test("a predictor with a history is given it, as when the plan was made", () =>
  noLeaks(async () => {
    const given: number[][] = [];
    const world: WorldModel = {
      ...dotModel,
      predictor: { ...dotModel.predictor, history: 2 },
      imagine: (history, future, past) => {
        given.push([...history.dataSync(), ...past ? past.dataSync() : []]);
        return dotModel.imagine(history, future);
      },
    };
    await imagineTrial({ ...setup, world });
    assert.deepEqual(given, [[2, 5], [4, 5, 6, 5, 1, 0, 1, 0]]);
  }));
