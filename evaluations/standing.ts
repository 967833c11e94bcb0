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

/** Rates under one named criterion until the trial ended, over the starts that did not satisfy it already. */
function byCriterion(name: string, { trials, model, random }: Attempts): Fields {
  const open = trials.map(({ solved }) => !solved.includes(name));
  const met = (outcomes: readonly Outcome[]) =>
    outcomes.filter((_, i) => open[i]).map((outcome) => outcome.met.includes(name));
  const n = open.filter(Boolean).length;
  if (n === 0) return { n, alreadySolved: trials.length };
  return { ...rateOf(met(model)), random: { ...rateOf(met(random)) }, alreadySolved: trials.length - n };
}

/** Rates under every named criterion; nothing for a world of one. */
function byCriteria({ criteria }: Goals, attempts: Attempts): Fields {
  if (!criteria) return {};
  const each = Object.entries(criteria)
    .map(([name, { criterion }]) => [name, { ...byCriterion(name, attempts), criterion }]);
  return { criteria: Object.fromEntries(each) };
}

function compare(goals: Goals, attempts: Attempts): Fields {
  const { model, random, oracle } = attempts;
  return {
    ...rateOf(reachedIn(model)),
    random: { ...rateOf(reachedIn(random)) },
    oracle: oracle.length > 0 ? { ...rateOf(oracle) } : null,
    ...byCriteria(goals, attempts),
  };
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
