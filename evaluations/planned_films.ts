import { imagineTrial, makeFrameBank, pictureSpace, trialFilm } from "../core/mod.ts";
import type {
  Env,
  EvaluationContext,
  Film,
  FrameBank,
  Outcome,
  PlanRecord,
  PlanSetting,
  Trial,
} from "../core/mod.ts";

/** What is filmed. */
export interface PlannedFilms {
  /** The evaluation's context. */
  readonly context: EvaluationContext;
  /** How was planned. */
  readonly setting: PlanSetting;
  /** A world to act in again. */
  readonly env: Env;
  /** The starts. */
  readonly trials: readonly Trial[];
  /** How they went. */
  readonly outcomes: readonly Outcome[];
  /** The plans of a trial. */
  readonly plansOf: (trial: Trial) => readonly PlanRecord[];
  /** Films wanted of trials that reached their goal, and of others. */
  readonly wanted: { readonly successes: number; readonly failures: number };
  /** Stored frames among which imagined latents are looked up; 0 for films without what was imagined. */
  readonly albumFrames: number;
}

/** What is filmed under which name: the first successes, then the first failures. */
function choose({ outcomes, wanted }: PlannedFilms): { readonly index: number; readonly name: string }[] {
  const first = (reached: boolean, count: number, name: string) =>
    outcomes.flatMap((outcome, index) => outcome.reached === reached ? [index] : []).slice(0, count)
      .map((index, k) => ({ index, name: `${name}-${k + 1}` }));
  return [...first(true, wanted.successes, "success"), ...first(false, wanted.failures, "failure")];
}

async function film(
  setup: PlannedFilms,
  index: number,
  name: string,
  bank: FrameBank | undefined,
): Promise<Film> {
  const { context: { world, frameskip }, setting: { cost }, env, trials, outcomes, plansOf } = setup;
  const [trial, outcome] = [trials[index], outcomes[index]];
  const plans = plansOf(trial);
  const imagined = bank &&
    await imagineTrial({ world, cost, frameskip, env, trial, outcome, plans, bank });
  return trialFilm({ env, trial, outcome, name, ...imagined && { imagined } });
}

/**
 * Films of the first successes and failures: what came, the goal, and what the plans had imagined, shown by the
 * nearest of some frames of the training episodes, which are encoded once. None for a world without pictures.
 */
export async function plannedFilms(setup: PlannedFilms): Promise<Film[]> {
  const { context, env, albumFrames: count } = setup;
  const chosen = choose(setup);
  if (!pictureSpace(env.observations) || chosen.length === 0) return [];
  const { world, training: source, rng } = context;
  const bank = count > 0
    ? await makeFrameBank({ world, source, spaces: env.observations, count, rng: rng.fork("album") })
    : undefined;
  const films: Film[] = [];
  for (const { index, name } of chosen) films.push(await film(setup, index, name, bank));
  return films;
}
