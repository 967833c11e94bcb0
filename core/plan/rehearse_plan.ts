import { seededRng } from "../rng.ts";
import type { Env, Goal, Planner, PlanSetting, WorldModel } from "../types.ts";
import type { Frame } from "./encode.ts";
import { mpc } from "./mpc.ts";

/** What is tried. */
export interface PlanRehearsal {
  /** Sees and imagines; it need not be trained. */
  readonly world: WorldModel;
  /** Planner, cost and horizon. */
  readonly setting: PlanSetting;
  /** Raw env actions in one block. */
  readonly frameskip: number;
  /** A world to begin an episode in. */
  readonly env: Env;
  /** A stored start and its goal; by default an episode begins, and the goal is where it is already. */
  readonly start?: { readonly state: Float64Array; readonly goal: Goal };
}

/**
 * Plans once, with one iteration: a planner, cost or predictor that cannot work with its partners, and a stored state or
 * goal that is not of this world, refuse here as they would after training.
 *
 * @throws {InputError} what the first of them says that refuses.
 */
export async function rehearsePlan(
  { world, setting, frameskip, env, start }: PlanRehearsal,
): Promise<void> {
  if (start) env.setState(start.state);
  else env.reset({ seed: 0 });
  const look = (): Frame =>
    Object.fromEntries(world.encoder.inputs.map((stream) => [stream, env.observe(stream).slice()]));
  const planner: Planner = { plan: (request) => setting.planner.plan({ ...request, iterations: 1 }) };
  const policy = mpc({ world, setting: { ...setting, planner }, frameskip, spec: env, now: () => 0 });
  const variables = env.measure();
  policy.begin(0, { rng: seededRng(0), goal: start?.goal ?? { observations: look(), variables } });
  await policy.act([{
    slot: 0,
    step: 0,
    snapshot: { observations: look(), variables, state: env.getState() },
  }]);
}
