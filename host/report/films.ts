import { Buffer } from "node:buffer";
import { type Html, html } from "./html.ts";
import type { ReportFilm } from "./input.ts";

/** Films of more bytes together are linked from `media/`, so that a report stays below about 8 MB. */
const MOST_EMBEDDED = 6 * 2 ** 20;

function address({ name, gif }: ReportFilm, embed: boolean): string {
  if (!embed) return `media/${encodeURIComponent(name)}.gif`;
  return `data:image/gif;base64,${Buffer.from(gif).toString("base64")}`;
}

/** Width and height, from the GIF's header, so that the page does not jump while it loads. */
function size(gif: Uint8Array): Html | undefined {
  if (gif.length < 10) return undefined;
  const view = new DataView(gif.buffer, gif.byteOffset);
  return html`
    width="${view.getUint16(6, true)}" height="${view.getUint16(8, true)}"
  `;
}

/** The films, each above its caption. */
export function filmsSection(films: readonly ReportFilm[]): Html {
  if (films.length === 0) {
    return html`
      <section>
        <h2>Films</h2>
        <p class="none">No planned episode was filmed in this run.</p>
      </section>
    `;
  }
  const embed = films.reduce((total, { gif }) => total + gif.length, 0) <= MOST_EMBEDDED;
  return html`
    <section>
      <h2>Films</h2>
      <p
        class="lead">Planned episodes beside their goals, successes and failures alike. The model saw none of these
    episodes in training. Good planning goes straight to the goal; a failure shows where the imagination goes wrong.</p>
      <div class="cards pairs">${films.map((film) =>
        html`
          <figure
            class="card"><img src="${address(film, embed)}" alt="Film: ${film.caption}"${size(
              film.gif,
            )}><figcaption>${film.caption}</figcaption></figure>
        `
      )}</div>
    </section>
  `;
}
