import type { Registry } from "../core/registry.ts";
import { seededRng } from "../core/rng.ts";
import type { Action, ActionSpace, Rng } from "../core/types.ts";
import type { BenchResult } from "./bench_result.ts";
import { measureRate } from "./measure_rate.ts";

/** Side of the pictures. */
const SIZE = 64;
/** Steps of an episode. */
const STEPS = 5000;

function drawAction(space: ActionSpace, rng: Rng): Action {
  if (space.kind === "discrete") return Float32Array.of(rng.integer(space.n));
  return Float32Array.from(space.low, () => rng.uniform(-1, 1));
}

/** Steps a second of every world that is registered, each drawn, on one thread. */
export async function envRates(registry: Registry, turns: number): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = [];
  for (const use of registry.names("env")) {
    const env = registry.make("env", { use, with: { size: SIZE } }, {});
    const rng = seededRng(1).fork(use);
    const actions = Array.from({ length: STEPS }, () => drawAction(env.actionSpace, rng));
    const run = () => {
      env.reset({ seed: 1 });
      for (const action of actions) {
        env.step(action);
        env.observe("pixels");
      }
      return Promise.resolve(STEPS);
    };
    results.push(
      await measureRate({ name: `env/${use}`, unit: `steps with a ${SIZE} px picture`, turns, run }),
    );
    env.close?.();
  }
  return results;
}
