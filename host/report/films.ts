import { Buffer } from "node:buffer";
import type { ReportFilm } from "./input.ts";
import { type Markup, markup, section } from "./markup.ts";

/** Films of more bytes together are linked from `media/`, so that a report stays below about 8 MB. */
const MOST_EMBEDDED = 6 * 2 ** 20;

function embedded(type: "gif" | "png", bytes: Uint8Array): string {
  return `data:image/${type};base64,${Buffer.from(bytes).toString("base64")}`;
}

/** Width and height, from the GIF's header, so that the page does not jump while it loads. */
function size(gif: Uint8Array): Markup | undefined {
  if (gif.length < 10) return undefined;
  const view = new DataView(gif.buffer, gif.byteOffset);
  return markup`width="${view.getUint16(6, true)}" height="${view.getUint16(8, true)}"`;
}

/** A film whose file is there. */
type Shown = ReportFilm & { readonly gif: Uint8Array };

function isThere(film: ReportFilm): film is Shown {
  return film.gif !== undefined;
}

function figure({ name, caption, gif, still }: Shown, embed: boolean): Markup {
  const source = embed ? embedded("gif", gif) : `media/${encodeURIComponent(name.toWellFormed())}.gif`;
  const calm = still &&
    markup`<source media="(prefers-reduced-motion: reduce)" srcset="${embedded("png", still)}">`;
  return markup`
<figure class="card">
<picture>${calm}<img src="${source}" alt="Film: ${caption}" ${size(gif)}></picture>
<figcaption>${caption}</figcaption>
</figure>`;
}

/** The films, each above its caption; those that are gone are told of. */
export function filmsSection(films: readonly ReportFilm[]): Markup {
  if (films.length === 0) return section("Films", "No planned episode was filmed in this run.");
  const shown = films.filter(isThere);
  const gone = films.filter((film) => !isThere(film)).map(({ name }) => `${name}.gif`);
  const embed = shown.reduce((total, { gif }) => total + gif.length, 0) <= MOST_EMBEDDED;
  return section(
    "Films",
    "Planned episodes, successes and failures alike: what happened, the goal, and what the planner had imagined for the same moment; the strip below is the cost of the real frame (black) and of the imagined one (blue). The model saw none of these episodes in training. Good planning goes straight to the goal; in a failure the lines show whether imagination and world parted.",
    markup`<div class="cards pairs">${shown.map((film) => figure(film, embed))}</div>${
      gone.length === 0 ? "" : markup`<p>Missing from <code>media/</code>: ${gone.join(", ")}.</p>`
    }`,
  );
}
