import { checkAction } from "../../core/env/checks.ts";
import type { EnvSpec, Json, Policy, Snapshot } from "../../core/types.ts";
import { actionSize, silent, streams as streamNames } from "./answers.ts";
import type { Numbers } from "./message.ts";
import { packSpec } from "./packed_spec.ts";
import type { PluginProcess } from "./plugin_process.ts";

function seen({ variables, state, observations }: Snapshot, streams: readonly string[]): readonly Numbers[] {
  return [variables, state, ...streams.map((stream) => observations[stream])];
}

/**
 * Makes a policy in the sandbox. It is given the position of each episode's generator and draws from a copy.
 * Throws {@linkcode InputError} when it is not made, or not what a policy is.
 */
export function sandboxedPolicy(
  process: PluginProcess,
  name: string,
  options: { readonly [option: string]: Json },
  spec: EnvSpec,
): Policy {
  const policy = process.number();
  const make = { ask: "make-policy", policy, component: name, options, spec: packSpec(spec) } as const;
  const action = `act with policy "${name}"`;
  const { head: streams } = process.ask(`make policy "${name}"`, make, [], { form: streamNames, arrays: [] });
  const size = actionSize(spec.actionSpace);
  return {
    streams,
    begin: (slot, { rng, goal }) => {
      const names = goal ? Object.keys(goal.observations) : null;
      const request = { ask: "begin", policy, slot, rng: rng.key, goal: names } as const;
      const numbers = goal ? [goal.variables, ...Object.values(goal.observations)] : [];
      process.ask(action, request, [rng.getState(), ...numbers], { form: silent, arrays: [] });
    },
    // deno-lint-ignore require-await
    act: async (turns) => {
      const slots = turns.map(({ slot, step }) => ({ slot, step }));
      const numbers = turns.flatMap(({ snapshot }) => seen(snapshot, streams));
      const request = { ask: "act", policy, streams, turns: slots } as const;
      const arrays = turns.map(() => ["float32", size] as const);
      const answer = process.ask(action, request, numbers, { form: silent, arrays });
      return answer.arrays.map((numbers) => {
        const native = Float32Array.from(numbers);
        checkAction(spec.actionSpace, native);
        return native;
      });
    },
  };
}
