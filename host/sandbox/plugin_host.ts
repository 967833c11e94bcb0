import type { Answer } from "./channel.ts";
import type { Numbers } from "./message.ts";
import type { Request } from "./request.ts";
import { packSpec, unpackSpec } from "./packed_spec.ts";
import { seededRng } from "../../core/rng.ts";
import type { Criterion, Env, Goals, Json, Plugin, Policy, Rng, Snapshot } from "../../core/types.ts";

const nothing: Answer = { head: null, arrays: [] };

/** The stream of that key, at that position. */
function restoredRng(key: string, state: Float64Array): Rng {
  const [seed, ...labels] = key.split("/");
  const root = seededRng(Number(seed));
  const rng = labels.length === 0 ? root : root.fork(labels.join("/"));
  rng.setState(state);
  return rng;
}

function goalsOf({ goals }: Env): Json {
  if (!goals) return null;
  const { criterion, criteria, strata } = goals;
  const named = <V>(record: { readonly [name: string]: V }, text: (value: V) => string) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, text(value)]));
  return {
    criterion,
    criteria: criteria ? named(criteria, (one) => one.criterion) : null,
    strata: strata ? named(strata, (one) => one.description) : null,
  };
}

function goalsWanted({ goals }: Env): Goals {
  if (!goals) throw new TypeError("Cannot judge: the world has no goals");
  return goals;
}

function criterionOf(env: Env, name: string | null): Criterion {
  const goals = goalsWanted(env);
  return name === null ? goals : goals.criteria?.[name] ?? goals;
}

/** The worlds and policies of one plugin, and the answers that they give. */
export class PluginHost {
  readonly #load: () => Promise<{ readonly default?: unknown }>;
  readonly #envs = new Map<number, Env>();
  readonly #policies = new Map<number, Policy>();
  #plugin: Plugin | undefined;

  /** `load` imports the plugin's module. */
  constructor(load: () => Promise<{ readonly default?: unknown }>) {
    this.#load = load;
  }

  /** Answers one question; throws what the plugin throws. */
  async answer(head: Json, arrays: readonly Numbers[]): Promise<Answer> {
    // In the sandbox the host is trusted.
    const request = head as Request;
    switch (request.ask) {
      case "plugin":
        return {
          head: describe((await this.#load()).default, (plugin) => this.#plugin = plugin),
          arrays: [],
        };
      case "make-env":
        return this.#makeEnv(request);
      case "make-policy":
        return this.#makePolicy(request);
      case "begin":
        return this.#begin(request, arrays);
      case "act":
        return await this.#act(request, arrays);
      default:
        return answerEnv(this.#env(request.env), request, arrays);
    }
  }

  #env(number: number): Env {
    const env = this.#envs.get(number);
    if (!env) throw new TypeError(`Cannot find world ${number}`);
    return env;
  }

  #policy(number: number): Policy {
    const policy = this.#policies.get(number);
    if (!policy) throw new TypeError(`Cannot find policy ${number}`);
    return policy;
  }

  #makeEnv({ env: number, closed, component, options }: Extract<Request, { ask: "make-env" }>): Answer {
    for (const gone of closed) this.#envs.delete(gone);
    const env = this.#plugin?.env?.[component].make(options, {});
    if (!env) throw new TypeError(`Cannot make env "${component}"`);
    this.#envs.set(number, env);
    return { head: { spec: asJson(packSpec(env)), goals: goalsOf(env) }, arrays: [] };
  }

  #makePolicy(
    { policy: number, component, options, spec }: Extract<Request, { ask: "make-policy" }>,
  ): Answer {
    const policy = this.#plugin?.policy?.[component].make(options, { spec: unpackSpec(spec) });
    if (!policy) throw new TypeError(`Cannot make policy "${component}"`);
    this.#policies.set(number, policy);
    return { head: [...policy.streams], arrays: [] };
  }

  #begin(
    { policy, slot, rng: key, goal }: Extract<Request, { ask: "begin" }>,
    arrays: readonly Numbers[],
  ): Answer {
    const [state, variables, ...streams] = arrays;
    const rng = restoredRng(key, Float64Array.from(state));
    const observations = Object.fromEntries((goal ?? []).map((name, i) => [name, asObservation(streams[i])]));
    this.#policy(policy).begin(
      slot,
      goal === null ? { rng } : { rng, goal: { observations, variables: Float64Array.from(variables) } },
    );
    return nothing;
  }

  async #act(
    { policy, streams, turns }: Extract<Request, { ask: "act" }>,
    arrays: readonly Numbers[],
  ): Promise<Answer> {
    const width = 2 + streams.length;
    const seen = turns.map(({ slot, step }, i) => {
      const [variables, state, ...rest] = arrays.slice(i * width, (i + 1) * width);
      const observations = Object.fromEntries(streams.map((name, j) => [name, asObservation(rest[j])]));
      const snapshot: Snapshot = {
        observations,
        variables: Float64Array.from(variables),
        state: Float64Array.from(state),
      };
      return { slot, step, snapshot };
    });
    return { head: null, arrays: [...await this.#policy(policy).act(seen)] };
  }
}

function asObservation(numbers: Numbers): Uint8Array | Float32Array {
  return numbers instanceof Float64Array ? Float32Array.from(numbers) : numbers;
}

function asJson(value: object): Json {
  return JSON.parse(JSON.stringify(value));
}

/** What a plugin says of itself: names, descriptions and options, by kind. */
function describe(value: unknown, found: (plugin: Plugin) => void): Json {
  if (typeof value !== "object" || value === null) {
    throw new TypeError("it has no default export, expected a plugin");
  }
  const plugin = value as Plugin;
  found(plugin);
  return asJson(plugin);
}

type EnvRequest = Extract<Request, { readonly env: number }>;

/** What one world answers. */
function answerEnv(env: Env, request: EnvRequest, arrays: readonly Numbers[]): Answer {
  const [first, second] = arrays.map((numbers) => Float64Array.from(numbers));
  switch (request.ask) {
    case "reset":
      env.reset({ seed: request.seed, ...request.factors && { factors: request.factors } });
      return nothing;
    case "step": {
      const { reward, terminated, truncated } = env.step(Float32Array.from(first));
      return { head: { terminated, truncated }, arrays: [Float64Array.of(reward)] };
    }
    case "observe":
      return { head: null, arrays: [env.observe(request.stream)] };
    case "measure":
      return { head: null, arrays: [env.measure()] };
    case "get-state":
      return { head: null, arrays: [env.getState()] };
    case "set-state":
      env.setState(first);
      return nothing;
    case "judge": {
      const criterion = criterionOf(env, request.criterion);
      const distance = Float64Array.of(criterion.distance(first, second));
      return { head: { reached: criterion.reached(first, second) }, arrays: [distance] };
    }
    case "stratum":
      return {
        head: { holds: goalsWanted(env).strata?.[request.stratum].holds(first, second) ?? false },
        arrays: [],
      };
    case "make-env":
      return nothing;
  }
}
