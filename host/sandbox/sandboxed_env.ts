import { InputError } from "../../core/errors.ts";
import { checkAction } from "../../core/env/checks.ts";
import type {
  Action,
  ActionSpace,
  Criterion,
  Env,
  FactorSpec,
  Goals,
  Json,
  Observation,
  ObservationSpace,
  ResetOptions,
  StepResult,
  VariableSpec,
} from "../../core/types.ts";
import { judged, madeEnv, silent, sorted, stepped } from "./answers.ts";
import type { Numbers } from "./message.ts";
import { unpackSpec } from "./packed_spec.ts";
import type { Expected, PluginProcess } from "./plugin_process.ts";
import type { Request } from "./request.ts";

const NOTHING: Expected<null> = { form: silent, arrays: [] };

function float64(numbers: Numbers): Float64Array {
  return numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);
}

function observation(numbers: Numbers): Observation {
  return numbers instanceof Float64Array ? Float32Array.from(numbers) : numbers;
}

/** A world that lives in the sandbox; every answer is checked against what the world said of itself at first. */
class SandboxedEnv implements Env {
  readonly id: string;
  readonly observations: { readonly [stream: string]: ObservationSpace };
  readonly actionSpace: ActionSpace;
  readonly variables: readonly VariableSpec[];
  readonly factors: readonly FactorSpec[];
  readonly goals?: Goals;
  readonly #process: PluginProcess;
  readonly #number: number;
  readonly #name: string;
  #stateSize: number | undefined;

  constructor(process: PluginProcess, name: string, options: { readonly [option: string]: Json }) {
    this.#process = process;
    this.#number = process.number();
    this.#name = name;
    const closed = process.takeClosed();
    const request = { ask: "make-env", env: this.#number, closed, component: name, options } as const;
    const { head } = this.#ask("make", request, [], { form: madeEnv, arrays: [] });
    const spec = unpackSpec(head.spec);
    this.id = spec.id;
    this.observations = spec.observations;
    this.actionSpace = spec.actionSpace;
    this.variables = spec.variables;
    this.factors = spec.factors;
    if (head.goals) this.goals = this.#goals(head.goals);
  }

  reset({ seed, factors }: ResetOptions): void {
    this.#ask("reset", { ask: "reset", env: this.#number, seed, ...factors && { factors } }, [], NOTHING);
  }

  step(action: Action): StepResult {
    checkAction(this.actionSpace, action);
    const expected = { form: stepped, arrays: [["float64", 1]] } as const;
    const { head, arrays: [reward] } = this.#ask(
      "step",
      { ask: "step", env: this.#number },
      [action],
      expected,
    );
    this.#process.finite(this.#action("step"), reward);
    return { reward: reward[0], ...head };
  }

  observe(stream: string): Observation {
    if (!Object.hasOwn(this.observations, stream)) {
      throw new InputError(
        `Cannot observe: env "${this.#name}" has no stream "${stream}", expected one that it has`,
      );
    }
    const { shape, dtype } = this.observations[stream];
    const size = shape.reduce((product, length) => product * length, 1);
    const numbers = this.#numbers("observe", { ask: "observe", env: this.#number, stream }, dtype, size);
    if (dtype === "float32") this.#process.finite(this.#action("observe"), numbers);
    return observation(numbers);
  }

  measure(): Float64Array {
    const { length } = this.variables;
    const numbers = this.#numbers("measure", { ask: "measure", env: this.#number }, "float64", length);
    this.#process.finite(this.#action("measure"), numbers);
    return float64(numbers);
  }

  getState(): Float64Array {
    const request = { ask: "get-state", env: this.#number } as const;
    const numbers = this.#numbers("read the state of", request, "float64", this.#stateSize);
    this.#stateSize = numbers.length;
    return float64(numbers);
  }

  setState(state: Float64Array): void {
    this.#ask("restore", { ask: "set-state", env: this.#number }, [state], NOTHING);
  }

  close(): void {
    this.#process.closed(this.#number);
  }

  #action(verb: string): string {
    return `${verb} env "${this.#name}"`;
  }

  #ask<T>(verb: string, request: Request, numbers: readonly Numbers[], expected: Expected<T>) {
    return this.#process.ask(this.#action(verb), request, numbers, expected);
  }

  #numbers(
    verb: string,
    request: Request,
    type: "uint8" | "float32" | "float64",
    length: number | undefined,
  ): Numbers {
    return this.#ask(verb, request, [], { form: silent, arrays: [[type, length]] }).arrays[0];
  }

  #goals({ criterion, criteria, strata }: {
    readonly criterion: string;
    readonly criteria: { readonly [name: string]: string } | null;
    readonly strata: { readonly [name: string]: string } | null;
  }): Goals {
    const named = <V>(texts: { readonly [name: string]: string }, make: (name: string, text: string) => V) =>
      Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, make(name, text)]));
    return {
      ...this.#criterion(null, criterion),
      ...criteria && { criteria: named(criteria, (name, text) => this.#criterion(name, text)) },
      ...strata && {
        strata: named(strata, (stratum, description) => ({
          description,
          holds: (start: Float64Array, goal: Float64Array) => this.#holds(stratum, start, goal),
        })),
      },
    };
  }

  #criterion(name: string | null, criterion: string): Criterion {
    return {
      criterion,
      reached: (variables, goal) => this.#judge(name, variables, goal).reached,
      distance: (variables, goal) => this.#judge(name, variables, goal).distance,
    };
  }

  #judge(criterion: string | null, variables: Float64Array, goal: Float64Array) {
    const request = { ask: "judge", env: this.#number, criterion } as const;
    const expected = { form: judged, arrays: [["float64", 1]] } as const;
    const { head, arrays: [distance] } = this.#ask("judge", request, [variables, goal], expected);
    this.#process.finite(this.#action("judge"), distance);
    return { reached: head.reached, distance: distance[0] };
  }

  #holds(stratum: string, start: Float64Array, goal: Float64Array): boolean {
    const request = { ask: "stratum", env: this.#number, stratum } as const;
    return this.#ask("sort the starts of", request, [start, goal], { form: sorted, arrays: [] }).head.holds;
  }
}

/** Makes a world in the sandbox. Throws {@linkcode InputError} when it is not made, or not what a world is. */
export function sandboxedEnv(
  process: PluginProcess,
  name: string,
  options: { readonly [option: string]: Json },
): Env {
  return new SandboxedEnv(process, name, options);
}
