import { InputError } from "../core/errors.ts";
import { seededRng } from "../core/rng.ts";
import type { Action, ActionSpace, Env, EnvSpec, Goal, Policy, Snapshot, Turn } from "../core/types.ts";

/** How thoroughly {@linkcode checkPolicy} looks. */
export interface PolicyCheckOptions {
  /** Steps of each episode, by default 20. */
  readonly steps?: number;
  /** First seed, by default 0. */
  readonly seed?: number;
}

interface Context {
  readonly makePolicy: (spec: EnvSpec) => Policy;
  readonly makeEnv: () => Env;
  readonly steps: number;
  readonly seed: number;
}

const SLOTS = [0, 1, 2, 3];

function demand(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new InputError(`Cannot accept the policy: ${sentence}`);
}

function checkAction(space: ActionSpace, action: Action): void {
  const size = space.kind === "box" ? space.low.length : 1;
  demand(
    action instanceof Float32Array && action.length === size,
    `an action has ${action.length} numbers, expected ${size}`,
  );
  for (const [i, value] of action.entries()) {
    if (space.kind === "discrete") {
      const exists = Number.isInteger(value) && value >= 0 && value < space.n;
      demand(exists, `an action is ${value}, expected a choice from 0 to ${space.n - 1}`);
    } else {
      const within = value >= Math.fround(space.low[i]) && value <= Math.fround(space.high[i]) &&
        Number.isFinite(value);
      demand(within, `an action has ${value} at position ${i}, expected ${space.low[i]} to ${space.high[i]}`);
    }
  }
}

function look(env: Env, streams: readonly string[]): Snapshot {
  const observations = Object.fromEntries(streams.map((stream) => [stream, env.observe(stream)]));
  return { observations, variables: env.measure(), state: env.getState() };
}

function values({ observations, variables, state }: Snapshot): readonly number[] {
  return [variables, state, ...Object.values(observations)].flatMap((array) => Array.from(array));
}

async function actChecked(
  policy: Policy,
  turns: readonly Turn[],
  space: ActionSpace,
): Promise<readonly Action[]> {
  const before = turns.map(({ snapshot }) => values(snapshot));
  const actions = await policy.act(turns);
  demand(
    actions.length === turns.length,
    `it gives ${actions.length} actions, expected ${turns.length}, one for each turn`,
  );
  demand(
    new Set(actions).size === actions.length,
    "two slots share one action array, expected an array each",
  );
  for (const action of actions) checkAction(space, action);
  for (const [i, { snapshot }] of turns.entries()) {
    const untouched = values(snapshot).every((value, j) => Object.is(value, before[i][j]));
    demand(untouched, "it writes into what it was shown, expected the snapshots to stay as they are");
  }
  return actions;
}

function goalOf(env: Env, streams: readonly string[], seed: number): Goal {
  env.reset({ seed });
  const { observations, variables } = look(env, streams);
  return { observations, variables };
}

/** Episodes in some slots; gives the actions of each slot. What happens in a slot depends on its number only. */
async function play(
  { makePolicy, makeEnv, steps, seed }: Context,
  slots: readonly number[],
): Promise<ReadonlyMap<number, readonly Action[]>> {
  const envs = new Map(slots.map((slot) => [slot, makeEnv()]));
  const spec = makeEnv();
  const policy = makePolicy(spec);
  const streams = Object.keys(spec.observations);
  for (const stream of policy.streams) {
    demand(
      streams.includes(stream),
      `it asks for the stream "${stream}", expected one of ${streams.join(", ")}`,
    );
  }
  const taken = new Map(slots.map((slot): [number, Action[]] => [slot, []]));
  for (const [slot, env] of envs) {
    const goal = env.goals ? { goal: goalOf(env, policy.streams, seed + 100 + slot) } : {};
    env.reset({ seed: seed + slot });
    policy.begin(slot, { rng: seededRng(seed).fork(slot), ...goal });
  }
  for (let step = 0; step < steps; step++) {
    const turns = [...envs].map(([slot, env]): Turn => ({ slot, step, snapshot: look(env, policy.streams) }));
    const actions = await actChecked(policy, turns, spec.actionSpace);
    for (const [i, { slot }] of turns.entries()) {
      taken.get(slot)?.push(actions[i].slice());
      envs.get(slot)?.step(actions[i]);
    }
  }
  return taken;
}

function sameActions(a: readonly Action[] | undefined, b: readonly Action[] | undefined): boolean {
  return JSON.stringify(a?.map((one) => [...one])) === JSON.stringify(b?.map((one) => [...one]));
}

/**
 * Runs the rules of {@linkcode Policy} and rejects with {@linkcode InputError} on the first that is broken: one
 * action a turn, of the right length and within the space; the same actions from the same generators; actions
 * that do not depend on who else is in the batch; nothing written into what it is shown. Episodes have goals
 * where the world has them.
 *
 * @example
 * ```ts
 * import { checkPolicy } from "@orrery/orrery/testing";
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { random } from "@orrery/orrery/policies";
 * import assert from "node:assert/strict";
 *
 * const makeEnv = () => twoRoom.make({}, {});
 * await assert.doesNotReject(checkPolicy((spec) => random.make({}, { spec }), makeEnv));
 * ```
 */
export async function checkPolicy(
  makePolicy: (spec: EnvSpec) => Policy,
  makeEnv: () => Env,
  { steps = 20, seed = 0 }: PolicyCheckOptions = {},
): Promise<void> {
  const context: Context = { makePolicy, makeEnv, steps, seed };
  const together = await play(context, SLOTS);
  const again = await play(context, SLOTS);
  for (const slot of SLOTS) {
    const same = sameActions(together.get(slot), again.get(slot));
    demand(
      same,
      `slot ${slot} acts differently the second time, expected the same actions from the same generator`,
    );
  }
  for (const company of [[2], [3, 2, 1]]) {
    const same = sameActions(together.get(2), (await play(context, company)).get(2));
    demand(
      same,
      "a slot acts differently in other company, expected actions that do not depend on the batch",
    );
  }
}
