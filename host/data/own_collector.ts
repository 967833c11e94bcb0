import { HostError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import { type EpisodePlan, rollout } from "../../core/rollout.ts";
import type { EnvBatch, Policy } from "../../core/types.ts";
import type { Collector } from "./collector.ts";
import { type EpisodeRows, episodeRows } from "./episode_rows.ts";

/** Seeds of worlds are drawn from the whole numbers below this. */
const SEEDS = 2 ** 31;

/** What episodes are made of, besides their numbers. */
export interface OwnCollectorOptions {
  /** The world; one slot is enough. */
  readonly batch: EnvBatch;
  /** Who acts. */
  readonly policy: Policy;
  /** Steps after which an episode is cut short. */
  readonly steps: number;
  /** Root seed of worlds and policy. */
  readonly seed: number;
}

function plan(seed: number, index: number): EpisodePlan {
  const rng = seededRng(seed).fork("collect").fork(index);
  return { start: { seed: rng.fork("env").integer(SEEDS) }, rng: rng.fork("policy") };
}

/** Makes episodes in this thread, one at a time: all in them depends on the seed and their number only. */
export function ownCollector({ batch, policy, steps, seed }: OwnCollectorOptions): Collector {
  const { spec } = batch;
  const streams = Object.keys(spec.observations);
  const collect = async (index: number): Promise<EpisodeRows> => {
    const episodes = [plan(seed, index)];
    for await (const episode of rollout({ batch, policy, episodes, maxSteps: steps, streams })) {
      return episodeRows(episode, spec);
    }
    throw new HostError(`Cannot collect episode ${index}: its rollout gave none, expected one`);
  };
  return { queue: 1, collect };
}
