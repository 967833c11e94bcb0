import assert from "node:assert/strict";
import { noLeaks } from "../../testing/no_leaks.ts";
import { dotCost } from "../../testing/fixtures/dot_plan.ts";
import { dotModel } from "../../testing/fixtures/dot_world.ts";
import { openTestBackend } from "../../tests/backend.ts";
import { seededRng } from "../rng.ts";
import { latentScore } from "./latent_score.ts";

await openTestBackend();
const cost = dotCost;
const [B, N, H, A] = [3, 5, 2, 2];
const starts = Float32Array.of(0, 0, 1, 1, 5, 5);
const histories = [0, 1, 2].map((b) => ({
  latents: starts.slice(2 * b, 2 * b + 2),
  actions: new Float32Array(0),
}));
const goals = Float32Array.of(1, 0, 1, 3, 4, 4);
const plans = Float64Array.from(seededRng(1).normals(B * N * H * A), Math.fround);

/** Squared distance of where a plan leads to its goal. */
function expected(): number[] {
  return Array.from({ length: B * N }, (_, i) => {
    const b = Math.floor(i / N);
    const end = [0, 1].map((d) => starts[2 * b + d] + plans[i * 4 + d] + plans[i * 4 + 2 + d]);
    return (end[0] - goals[2 * b]) ** 2 + (end[1] - goals[2 * b + 1]) ** 2;
  });
}

for (const maxFrames of [undefined, 20, 6, 1]) {
  Deno.test(`costs are the same with ${maxFrames ?? "all"} frames alive at once`, () =>
    noLeaks(async () => {
      const score = latentScore({
        world: dotModel,
        cost,
        histories,
        goals,
        action: A,
        ...maxFrames && { maxFrames },
      });
      const costs = await score(plans, N);
      assert.equal(costs.length, B * N);
      expected().forEach((value, i) => assert.ok(Math.abs(costs[i] - value) < 1e-5 * (1 + value)));
    }));
}

Deno.test("a model that throws leaves no tensor behind", () =>
  noLeaks(async () => {
    let calls = 0;
    const world = {
      ...dotModel,
      imagine: (...given: Parameters<typeof dotModel.imagine>) => {
        if (++calls === 2) throw new Error("out of order");
        return dotModel.imagine(...given);
      },
    };
    const score = latentScore({ world, cost, histories, goals, action: A, maxFrames: 4 });
    await assert.rejects(score(plans, N), /out of order/);
  }));

Deno.test("no chunk imagines more frames than allowed", () =>
  noLeaks(async () => {
    const seen: number[] = [];
    const world = {
      ...dotModel,
      imagine: (...given: Parameters<typeof dotModel.imagine>) => {
        const [b, n, h] = given[1].shape as number[];
        seen.push(b * n * h);
        return dotModel.imagine(...given);
      },
    };
    await latentScore({ world, cost, histories, goals, action: A, maxFrames: 10 })(plans, N);
    assert.equal(seen.reduce((sum, frames) => sum + frames), B * N * H);
    assert.ok(seen.every((frames) => frames <= 10), `${seen}`);
  }));

Deno.test("problems that have seen different numbers of frames are imagined with their own", () =>
  noLeaks(async () => {
    const given: (readonly number[])[] = [];
    const world = {
      ...dotModel,
      imagine: (...[seen, futures, past]: Parameters<typeof dotModel.imagine>) => {
        given.push([seen.shape[0], seen.shape[1] as number, ...past ? past.dataSync() : []]);
        return dotModel.imagine(seen, futures, past);
      },
    };
    const long = { latents: Float32Array.of(9, 9, 1, 1), actions: Float32Array.of(7, 8) };
    const mixed = [histories[0], long, histories[2]];
    const score = latentScore({ world, cost, histories: mixed, goals, action: A });
    const costs = await score(plans, N);
    expected().forEach((value, i) => assert.ok(Math.abs(costs[i] - value) < 1e-5 * (1 + value)));
    assert.deepEqual(given, [[1, 1], [1, 2, 7, 8], [1, 1]]);
  }));
