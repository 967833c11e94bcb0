import { wilson } from "../core/mod.ts";
import type { Goals, Json, Outcome, Rate, Trial } from "../core/mod.ts";

/** How the same trials went for each who tried them. */
export interface Attempts {
  /** The starts. */
  readonly trials: readonly Trial[];
  /** The model. */
  readonly model: readonly Outcome[];
  /** The random policy. */
  readonly random: readonly Outcome[];
  /** The planner on the simulator, on the first of the trials. */
  readonly oracle: readonly boolean[];
}

type Fields = { readonly [field: string]: Json };

function rateOf(reached: readonly boolean[]): Rate {
  return wilson(reached.filter(Boolean).length, reached.length);
}

const reachedIn = (outcomes: readonly Outcome[]): boolean[] => outcomes.map(({ reached }) => reached);

function rates(model: readonly boolean[], random: readonly boolean[], oracle: readonly boolean[]): Fields {
  return {
    ...rateOf(model),
    random: { ...rateOf(random) },
    oracle: oracle.length > 0 ? { ...rateOf(oracle) } : null,
  };
}

/** Rates under every named criterion until the trial ended; nothing for a world of one. */
function byCriteria({ criteria }: Goals, { model, random }: Attempts): Fields {
  if (!criteria) return {};
  const met = (outcomes: readonly Outcome[], name: string) =>
    outcomes.map((outcome) => outcome.met.includes(name));
  const each = Object.entries(criteria).map(([name, { criterion }]) => {
    const { oracle: _, ...both } = rates(met(model, name), met(random, name), []);
    return [name, { ...both, criterion }];
  });
  return { criteria: Object.fromEntries(each) };
}

function compare(goals: Goals, attempts: Attempts): Fields {
  const { model, random, oracle } = attempts;
  return { ...rates(reachedIn(model), reachedIn(random), oracle), ...byCriteria(goals, attempts) };
}

/** The attempts on the trials of one stratum. */
function within({ trials, model, random, oracle }: Attempts, stratum: string): Attempts {
  const own = <T>(all: readonly T[]): T[] => all.filter((_, i) => trials[i].strata.includes(stratum));
  return { trials: own(trials), model: own(model), random: own(random), oracle: own(oracle) };
}

/**
 * The success rates of the model, beside those of the random policy and of the simulator's planner, under each
 * criterion and in each stratum by itself. A stratum of no start has only its `n`.
 */
export function standing(goals: Goals, attempts: Attempts): Fields {
  const strata = Object.entries(goals.strata ?? {}).map(([name, { description }]) => {
    const own = within(attempts, name);
    return [name, { ...(own.trials.length > 0 ? compare(goals, own) : { n: 0 }), description }];
  });
  return {
    ...compare(goals, attempts),
    ...(strata.length > 0 && { strata: Object.fromEntries(strata) }),
  };
}
