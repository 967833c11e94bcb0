import {
  boolean,
  component,
  contextLength,
  heldOutLengths,
  InputError,
  integer,
  placesOf,
} from "../core/mod.ts";
import type { Component, EvaluationContext, EvaluationResult, EvaluationTask } from "../core/mod.ts";
import { type Ranking, ranking } from "./ranking.ts";
import { retrievalEnergies } from "./retrieval_energies.ts";
import { checkActs, checkPredicts } from "./checks.ts";
import { differentFrames, type Question, retrievalQuestions } from "./retrieval_questions.ts";
import { counterfactualEnv, retrievalTiers, type Tier, type TierOptions } from "./retrieval_tiers.ts";

interface Options extends TierOptions {
  readonly transitions: number;
}

/** How a tier was passed, and from how many episodes its questions are. */
type TierMetrics = Ranking & { readonly heldOutEpisodes: number };

/** Questions asked at once. */
const TOGETHER = 8;

/** Some at a time, without drawing the others yet. */
function* inGroups(questions: Iterable<Question>): Generator<readonly Question[], void, void> {
  let group: Question[] = [];
  for (const question of questions) {
    group.push(question);
    if (group.length < TOGETHER) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

async function askTier(
  context: EvaluationContext,
  tier: Tier,
  transitions: number,
  progress: (asked: number) => void,
): Promise<TierMetrics> {
  const history = contextLength(context.world);
  const energies: number[][] = [];
  const episodes = new Set<number>();
  for (
    const group of inGroups(retrievalQuestions(context, tier, { transitions, history, rng: context.rng }))
  ) {
    energies.push(...await retrievalEnergies(context, group, history));
    for (const { from } of group) episodes.add(from.episode);
    progress(energies.length);
  }
  return { ...ranking(energies), heldOutEpisodes: episodes.size };
}

/** Refuses episodes in which no transition can be asked about, as far as the task is known. */
function checkEpisodes(task: EvaluationTask, { candidates }: Options): void {
  const { world, heldOut, frameskip } = task;
  const lengths = heldOutLengths(task);
  if (!world || !lengths) return;
  const steps = contextLength(world) * frameskip;
  if (placesOf(lengths, steps).count === 0) {
    throw new InputError(
      `Cannot measure retrieval: no held-out episode has ${steps} steps, expected some; raise data.heldOut or data.steps`,
    );
  }
  const frames = heldOut
    ? differentFrames(heldOut, world.encoder.inputs, candidates)
    : placesOf(lengths).count;
  if (frames >= candidates) return;
  throw new InputError(
    `Cannot measure retrieval: no held-out transition has ${
      candidates - 1
    } distractors that look different, ` +
      "expected some; lower retrieval.candidates",
  );
}

function check(task: EvaluationTask, options: Options): void {
  checkActs(task, "retrieval");
  checkPredicts(task, "retrieval");
  if (options.counterfactual) counterfactualEnv(task);
  checkEpisodes(task, options);
}

async function measure(context: EvaluationContext, options: Options): Promise<EvaluationResult> {
  check(context, options);
  const { transitions } = options;
  const tiers = retrievalTiers(context, options);
  const metrics: Record<string, TierMetrics> = {};
  for (const [i, tier] of tiers.entries()) {
    metrics[tier.name] = await askTier(context, tier, transitions, (asked) => {
      const done = (i + asked / transitions) / tiers.length;
      context.progress(done, `${tier.name}: ranked ${asked} of ${transitions}`);
    });
  }
  return { metrics, films: [] };
}

/**
 * Energy ranking: does the model know the true future when it sees it? From a held-out frame, with as much of its past
 * as the model looks back on, and the action block that was taken it imagines the next latent; the true next frame
 * stands among others, and all are ranked by their energy, the mean squared difference of their latent to the imagined
 * one. Each tier takes its others from elsewhere:
 *
 * - `random`: from any held-out episode; often told apart without any dynamics.
 * - `other-episode`: from episodes other than the question's; where something is fixed for an episode, such as a colour,
 *   knowing the episode again suffices.
 * - `same-episode`: from the question's own episode, more than `reach` env steps from the truth; where nothing tells
 *   episodes apart it is no harder than `random`.
 * - `near`: the frames up to `reach` env steps before and after the truth, the present one among them where it is no
 *   further off.
 * - `counterfactual`: where the world would be had another action been taken all through the block, tried in the world
 *   from the stored state: each choice, or, in a box, actions that were taken elsewhere in the data.
 *
 * Frames that look like the truth, or like each other, are taken once, so that `near` and `counterfactual` may have
 * fewer candidates in some questions; `chance` is the mean of what guessing reaches. A tie counts against the model,
 * so that a collapsed one ranks last.
 */
export const retrieval: Component<"evaluation"> = component("evaluation", {
  description: "Ranks the true next frame among others by the model's energy, in five tiers",
  options: {
    transitions: integer({
      default: 200,
      min: 1,
      description: "held-out transitions to ask about in each tier",
    }),
    candidates: integer({
      default: 10,
      min: 2,
      description: "frames to choose among, the true one included; at most so many where actions are tried",
    }),
    reach: integer({
      default: 4,
      min: 1,
      description:
        "env steps before and after the truth whose frames are the near ones, not those of same-episode",
    }),
    counterfactual: boolean({
      default: true,
      description: "whether other actions are tried, which needs a world that made the data",
    }),
  },
  make: (options) => ({
    check: (task) => check(task, options),
    evaluate: (context) => measure(context, options),
  }),
});
