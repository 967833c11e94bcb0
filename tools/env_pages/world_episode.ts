import { inProcess } from "../../core/env/env_batch.ts";
import { toPicture } from "../../core/media/picture.ts";
import type { Registry } from "../../core/registry.ts";
import { seededRng } from "../../core/rng.ts";
import { rollout } from "../../core/rollout.ts";
import type { Env, Picture } from "../../core/types.ts";

/** Longest episode, steps. */
const STEPS = 300;
/** Seed of the start. */
const SEED = 1;

/** One picture of an episode. */
export interface EpisodeMoment {
  /** Steps before it. */
  readonly step: number;
  /** What is seen. */
  readonly picture: Picture;
}

/** An episode as pages show it. */
export interface WorldEpisode {
  /** Name of the policy that acts. */
  readonly policy: string;
  /** All of it, start and end included. */
  readonly moments: readonly EpisodeMoment[];
}

/** The policy that was written for a world: its expert, any that has its name, else random actions. */
export function policyOf(registry: Registry, world: string): string {
  const own = registry.names("policy").filter((name) => name.startsWith(`${world}-`));
  return own.find((name) => name.endsWith("-expert")) ?? own.at(-1) ?? "random";
}

/** Plays an episode with the policy that was written for a world. */
export async function worldEpisode(
  registry: Registry,
  world: string,
  make: () => Env,
): Promise<WorldEpisode> {
  const batch = inProcess(make, 1);
  const space = batch.spec.observations.pixels;
  const name = policyOf(registry, world);
  const moments: EpisodeMoment[] = [];
  const episodes = rollout({
    batch,
    policy: registry.make("policy", { use: name }, { spec: batch.spec }),
    episodes: [{ start: { seed: SEED }, rng: seededRng(SEED) }],
    maxSteps: STEPS,
    streams: ["pixels"],
    observer: ({ step, snapshot: { observations } }) =>
      moments.push({ step, picture: toPicture(observations.pixels, space) }),
  });
  try {
    for await (const _ of episodes) { /* The observer sees it. */ }
  } finally {
    await batch.close();
  }
  return { policy: name, moments: withoutStillEnd(moments) };
}

/** All up to where nothing moves any more, as where an expert has nothing left to do. */
function withoutStillEnd(moments: readonly EpisodeMoment[]): readonly EpisodeMoment[] {
  const last = moments[moments.length - 1].picture.rgb;
  const moved = moments.findLastIndex(({ picture: { rgb } }) => rgb.some((level, i) => level !== last[i]));
  return moments.slice(0, moved + 2);
}

/** Some of a list, evenly spread, the first and the last among them. */
export function spread<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all;
  return Array.from({ length: count }, (_, i) => all[Math.round(i * (all.length - 1) / (count - 1))]);
}
