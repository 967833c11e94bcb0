import type { Effort } from "./timed_work.ts";

/** Sizes of a plan; a peer gets the same as JSON. */
export interface PlanShape {
  /** What results call it. */
  readonly name: string;
  /** B, episodes that are planned at once. */
  readonly episodes: number;
  /** D, width of a latent. */
  readonly dim: number;
  /** H, action blocks of a plan. */
  readonly horizon: number;
  /** Options of the predictor `adaln-transformer`, all of those that a peer needs. */
  readonly predictor: {
    readonly history: number;
    readonly depth: number;
    readonly heads: number;
    readonly headWidth: number;
    readonly mlp: number;
    readonly actionStd: number;
    readonly actionSmoothed: number;
    readonly actionScale: number;
    readonly projector: number;
  };
  /** Options of the planner `cem`. */
  readonly planner: {
    readonly samples: number;
    readonly elites: number;
    readonly iterations: number;
    readonly initialStd: number;
    readonly minStd: number;
  };
  /** How often it is done; rounds are iterations. */
  readonly effort: Effort;
}

/** LeWorldModel's predictor, as Push-T's preset `paper` has it, and its search with ten iterations. */
const PUBLISHED = {
  dim: 192,
  horizon: 5,
  predictor: {
    history: 3,
    depth: 6,
    heads: 16,
    headWidth: 64,
    mlp: 2048,
    actionStd: 0.22,
    actionSmoothed: 10,
    actionScale: 4,
    projector: 2048,
  },
  planner: { samples: 300, elites: 30, iterations: 10, initialStd: 0.25, minStd: 0.03 },
} as const;

/** One episode, and ten at once. */
export const PLANS: readonly PlanShape[] = [
  {
    name: "plan-1",
    episodes: 1,
    ...PUBLISHED,
    effort: { trial: 1, turn: 5, turns: 5, plain: 3, slowTurns: 2 },
  },
  {
    name: "plan-10",
    episodes: 10,
    ...PUBLISHED,
    effort: { trial: 1, turn: 3, turns: 3, plain: 2, slowTurns: 1 },
  },
];
