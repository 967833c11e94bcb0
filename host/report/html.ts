const ENTITIES: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Markup that needs no more escaping; made by {@linkcode html}, or from a trusted source. */
export class Html {
  /** The markup. */
  readonly markup: string;

  /** Takes markup as it is: never text that somebody else wrote. */
  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template: text is escaped, markup and lists of it are joined, undefined is nothing. */
export type HtmlPart = Html | string | number | undefined | readonly HtmlPart[];

function render(part: HtmlPart): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.markup;
  if (typeof part === "object") return part.map(render).join("");
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/**
 * A template for HTML: the literal is markup, everything put in is escaped, so that no text can become a tag or
 * leave its (quoted) attribute.
 */
export function html(literal: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(String.raw({ raw: literal }, ...parts.map(render)));
}
