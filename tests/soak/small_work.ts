import builtin from "../../builtin.ts";
import { planSpace } from "../../core/actions.ts";
import { encodeContexts } from "../../core/plan/encode.ts";
import { latentScore } from "../../core/plan/latent_score.ts";
import { Registry } from "../../core/registry.ts";
import { seededRng } from "../../core/rng.ts";
import { disposeSmallStage, smallStage } from "../fixtures/small_stage.ts";

/** Something that is done again and again. */
export interface Work extends Disposable {
  /** Once more. */
  once(step: number): Promise<unknown>;
}

/** Training steps of a model so small that one takes milliseconds, with gauges and logs as in a run. */
export function smallTraining(): Work {
  const made = smallStage({ steps: 1e9, logEvery: 10 });
  return { once: () => made.stage.advance(() => 0), [Symbol.dispose]: () => disposeSmallStage(made) };
}

/** Plans by the cross-entropy method, of that model: each encodes a frame and a goal of its own. */
export function smallPlanning(): Work {
  const made = smallStage();
  const { world, observations, action } = made.model;
  const registry = new Registry([builtin]);
  const planner = registry.make(
    "planner",
    { use: "cem", with: { samples: 64, elites: 8, iterations: 3 } },
    {},
  );
  const cost = registry.make("cost", { use: "goal-distance" }, {});
  const space = planSpace({ kind: "box", low: [-1, -1], high: [1, 1] }, 1);
  const [height, width, channels] = observations.pixels.shape;
  const once = async (step: number) => {
    const rng = seededRng(step);
    const frame = () => ({
      pixels: Uint8Array.from({ length: height * width * channels }, () => rng.integer(256)),
    });
    const context = { frames: [frame()], blocks: [] };
    const { histories, latents: [goals] } = await encodeContexts(world, observations, [context], [frame()]);
    const score = latentScore({ world, cost, histories, goals, action });
    return await planner.plan({ batch: 1, horizon: 4, space, score, rngs: [rng] });
  };
  return { once, [Symbol.dispose]: () => disposeSmallStage(made) };
}
