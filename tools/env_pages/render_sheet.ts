import type { Registry } from "../../core/registry.ts";
import type { Picture } from "../../core/types.ts";
import { drawnWorld, shownWorld } from "./render_page.ts";
import { spread, type WorldEpisode } from "./world_episode.ts";
import { worldSheet } from "./world_sheet.ts";

/** Moments of the episode that a sheet shows. */
const MOMENTS = 8;

/** The contact sheet of a world with moments of an episode. */
export function renderSheet(registry: Registry, name: string, { moments }: WorldEpisode): Picture {
  const [plain, env] = [drawnWorld(registry, name)(), shownWorld(registry, name)()];
  try {
    const shown = spread(moments, MOMENTS).map(({ step, picture }) => ({ word: String(step), picture }));
    return worldSheet(plain, shown, env);
  } finally {
    plain.close?.();
    env.close?.();
  }
}
