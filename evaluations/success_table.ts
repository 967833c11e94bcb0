import { wilson } from "../core/mod.ts";
import type { Goals, Json, OracleOutcome, Outcome, Rate, Trial } from "../core/mod.ts";

/** How the same trials went for each who tried them. */
export interface Attempts {
  /** The starts. */
  readonly trials: readonly Trial[];
  /** The model. */
  readonly model: readonly Outcome[];
  /** The random policy. */
  readonly random: readonly Outcome[];
  /** The planner on the simulator, on the first of the trials. */
  readonly oracle: readonly OracleOutcome[];
}

type Fields = { readonly [field: string]: Json };

function rateOf(reached: readonly boolean[]): Rate {
  return wilson(reached.filter(Boolean).length, reached.length);
}

/** The rates of all who tried, by what counts; the oracle's is null where it did not try. */
function rates({ model, random, oracle }: Attempts, counts: (outcome: OracleOutcome) => boolean): Fields {
  const rate = (outcomes: readonly OracleOutcome[]): Rate => rateOf(outcomes.map(counts));
  return {
    ...rate(model),
    random: { ...rate(random) },
    oracle: oracle.length > 0 ? { ...rate(oracle) } : null,
  };
}

/** The attempts on some of the trials. */
function among({ trials, model, random, oracle }: Attempts, belongs: (trial: Trial) => boolean): Attempts {
  const own = <T>(all: readonly T[]): T[] => all.filter((_, i) => belongs(trials[i]));
  return { trials: own(trials), model: own(model), random: own(random), oracle: own(oracle) };
}

/** Rates under one named criterion until the trial ended, over the starts that did not satisfy it already. */
function byCriterion(name: string, attempts: Attempts): Fields {
  const open = among(attempts, ({ solved }) => !solved.includes(name));
  const n = open.trials.length;
  const alreadySolved = attempts.trials.length - n;
  return { ...(n > 0 ? rates(open, ({ met }) => met.includes(name)) : { n }), alreadySolved };
}

/** Rates under every named criterion; nothing for a world of one. */
function byCriteria({ criteria }: Goals, attempts: Attempts): Fields {
  if (!criteria) return {};
  const each = Object.entries(criteria)
    .map(([name, { criterion }]) => [name, { ...byCriterion(name, attempts), criterion }]);
  return { criteria: Object.fromEntries(each) };
}

function compare(goals: Goals, attempts: Attempts): Fields {
  return { ...rates(attempts, ({ reached }) => reached), ...byCriteria(goals, attempts) };
}

/**
 * The success rates of the model, beside those of the random policy and of the simulator's planner, under each
 * criterion and in each stratum by itself. A stratum of no start has only its `n`.
 */
export function successTable(goals: Goals, attempts: Attempts): Fields {
  const strata = Object.entries(goals.strata ?? {}).map(([name, { description }]) => {
    const own = among(attempts, (trial) => trial.strata.includes(name));
    return [name, { ...(own.trials.length > 0 ? compare(goals, own) : { n: 0 }), description }];
  });
  return {
    ...compare(goals, attempts),
    ...(strata.length > 0 && { strata: Object.fromEntries(strata) }),
  };
}
