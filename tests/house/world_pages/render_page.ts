import type { Registry } from "../../../core/registry.ts";
import type { Env } from "../../../core/types.ts";
import { formatted } from "./formatted.ts";
import { type WorldEpisode, worldEpisode } from "./world_episode.ts";
import { HAND_WRITTEN, worldPage } from "./world_page.ts";

/** Side of the pictures where a world has a choice, px. */
const SIZE = 96;

/** A world as it is drawn for its page; as it comes where it has no picture of that size. */
export function drawnWorld(registry: Registry, name: string): () => Env {
  const { options } = registry.get("env", name);
  const given = (options.size?.max ?? 0) >= SIZE ? { size: SIZE } : {};
  return () => registry.make("env", { use: name, with: given }, {});
}

/** The episode that a world's page shows. */
export function shownEpisode(registry: Registry, name: string): Promise<WorldEpisode> {
  return worldEpisode(registry, name, drawnWorld(registry, name));
}

/** A world's page with the hand-written part of the one that there is. */
export async function renderPage(
  registry: Registry,
  name: string,
  policy: string,
  present = "",
): Promise<string> {
  const env = registry.make("env", { use: name }, {});
  const page = worldPage({ name, component: registry.get("env", name), env, policy });
  env.close?.();
  const [, written = "\n"] = present.split(HAND_WRITTEN, 2);
  return await formatted(page.trimEnd() + written);
}
