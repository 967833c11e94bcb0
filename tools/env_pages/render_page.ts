import type { Registry } from "../../core/registry.ts";
import type { Env, Json } from "../../core/types.ts";
import { formatted } from "./formatted.ts";
import { type WorldEpisode, worldEpisode } from "./world_episode.ts";
import { HAND_WRITTEN, worldPage } from "./world_page.ts";

type Options = { readonly [option: string]: Json };

/** Side of the pictures where a world has a choice, px. */
const SIZE = 96;

/** Options under which film and factors can be seen, where the defaults hide them: an intro from afar, a target. */
const SHOWN: { readonly [world: string]: Options } = {
  "car-racing": { intro: false },
  "reacher": { drawTarget: true },
};

/** A world as it is drawn for its page; as it comes where it has no picture of that size. */
export function drawnWorld(registry: Registry, name: string, given: Options = {}): () => Env {
  const { options } = registry.get("env", name);
  const size = options.size?.choices?.some((side) => side === SIZE) ? { size: SIZE } : {};
  return () => registry.make("env", { use: name, with: { ...size, ...given } }, {});
}

/** A world with the options that film and contact sheet take to show all there is. */
export function shownWorld(registry: Registry, name: string): () => Env {
  return drawnWorld(registry, name, SHOWN[name]);
}

/** The episode that a world's page shows. */
export function shownEpisode(registry: Registry, name: string): Promise<WorldEpisode> {
  return worldEpisode(registry, name, shownWorld(registry, name));
}

/** A world's page with the hand-written part of the one that there is. */
export async function renderPage(
  registry: Registry,
  name: string,
  policy: string,
  present = "",
): Promise<string> {
  const env = registry.make("env", { use: name }, {});
  const page = worldPage({
    name,
    component: registry.get("env", name),
    env,
    policy,
    shown: SHOWN[name] ?? {},
  });
  env.close?.();
  const [, written = "\n"] = present.split(HAND_WRITTEN, 2);
  return await formatted(page.trimEnd() + written);
}
