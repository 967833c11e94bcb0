/**
 * `deno task docs`: writes the page of every built-in world into `docs/worlds/`, with its film and contact sheet.
 *
 * @module
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import builtin from "../../../builtin.ts";
import { enlarge } from "../../../core/evaluate/picture.ts";
import { Registry } from "../../../core/registry.ts";
import { FRAME_MS } from "../../../host/evaluate_run.ts";
import { encodeGif } from "../../../host/media/gif.ts";
import { encodePng } from "../../../host/media/png.ts";
import { drawnWorld, renderPage, shownEpisode } from "./render_page.ts";
import { spread } from "./world_episode.ts";
import { pageFile } from "./world_page.ts";
import { worldSheet } from "./world_sheet.ts";

const DOCS = new URL("../../../docs/", import.meta.url).pathname;
/** Frames of a film, the last of them held. */
const [FRAMES, HOLD] = [100, 10];
/** Moments of the episode on the sheet. */
const MOMENTS = 8;

const registry = new Registry([builtin]);
for (const folder of ["worlds", "media/worlds"]) mkdirSync(DOCS + folder, { recursive: true });
for (const name of registry.names("env")) {
  const file = pageFile(name);
  const path = `${DOCS}worlds/${file}.md`;
  const { policy, moments } = await shownEpisode(registry, name);
  const page = await renderPage(registry, name, policy, existsSync(path) ? readFileSync(path, "utf8") : "");
  writeFileSync(path, page);
  const frames = spread(moments, FRAMES).map(({ picture }) => enlarge(picture, 2));
  const held = Array.from({ length: HOLD }, () => frames[frames.length - 1]);
  writeFileSync(`${DOCS}media/worlds/${file}.gif`, encodeGif([...frames, ...held], { delayMs: FRAME_MS }));
  const env = drawnWorld(registry, name)();
  const cells = spread(moments, MOMENTS).map(({ step, picture }) => ({ word: String(step), picture }));
  writeFileSync(`${DOCS}media/worlds/${file}.png`, encodePng(worldSheet(env, cells)));
  env.close?.();
  console.log(`docs/worlds/${file}.md: ${moments.length - 1} steps of ${policy}`);
}
