import type { PlanRecord } from "../plan/planned_episode.ts";
import type { PlanningPolicy } from "../plan/receding_horizon.ts";
import type { Goal, Policy } from "../types.ts";

/** A policy whose plans are known by goal, after its slots have gone on to other episodes. */
export interface RecordedPlans {
  /** The same policy. */
  readonly policy: Policy;
  /** Plans of the episode that was asked for this goal; none for a goal that was not. */
  plansOf(goal: Goal): readonly PlanRecord[];
}

/** Keeps the plans of all episodes that a policy runs from now on; every episode needs a goal object of its own. */
export function recordPlans(policy: PlanningPolicy): RecordedPlans {
  const known = new Map<Goal, readonly PlanRecord[]>();
  return {
    policy: {
      streams: policy.streams,
      begin: (slot, episode) => {
        policy.begin(slot, episode);
        if (episode.goal) known.set(episode.goal, policy.plans(slot));
      },
      act: (turns) => policy.act(turns),
    },
    plansOf: (goal) => known.get(goal) ?? [],
  };
}
