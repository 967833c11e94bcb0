/**
 * `deno task docs`: writes the page of every built-in world into `docs/worlds/`, with its film and contact sheet.
 *
 * @module
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import builtin from "../../builtin.ts";
import { enlarge } from "../../core/media/picture.ts";
import { Registry } from "../../core/registry.ts";
import { FRAME_MS } from "../../host/evaluate_run.ts";
import { encodeGif } from "../../host/media/gif.ts";
import { encodePng } from "../../host/media/png.ts";
import { renderPage, shownEpisode } from "./render_page.ts";
import { renderSheet } from "./render_sheet.ts";
import { spread } from "./world_episode.ts";
import { pageFile } from "./world_page.ts";

const DOCS = new URL("../../docs/", import.meta.url).pathname;
/** Side that a film is enlarged to, by whole factors, px. */
const SIDE = 192;
/** Frames of a film, the last of them held. */
const [FRAMES, HOLD] = [100, 10];

const registry = new Registry([builtin]);
for (const folder of ["worlds", "media/worlds"]) mkdirSync(DOCS + folder, { recursive: true });
for (const name of registry.names("env")) {
  const file = pageFile(name);
  const path = `${DOCS}worlds/${file}.md`;
  const episode = await shownEpisode(registry, name);
  const { policy, moments } = episode;
  const page = await renderPage(registry, name, policy, existsSync(path) ? readFileSync(path, "utf8") : "");
  writeFileSync(path, page);
  const frames = spread(moments, FRAMES).map(({ picture }) =>
    enlarge(picture, Math.max(1, Math.round(SIDE / picture.height)))
  );
  const held = Array.from({ length: HOLD }, () => frames[frames.length - 1]);
  writeFileSync(`${DOCS}media/worlds/${file}.gif`, encodeGif([...frames, ...held], { delayMs: FRAME_MS }));
  writeFileSync(`${DOCS}media/worlds/${file}.png`, encodePng(renderSheet(registry, name, episode)));
  console.log(`docs/worlds/${file}.md: ${moments.length - 1} steps of ${policy}`);
}
