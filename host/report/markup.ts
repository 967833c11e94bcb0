const ENTITIES: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A piece of HTML that needs no more escaping; made by {@linkcode markup}, or from a trusted source. */
export class Markup {
  /** The HTML. */
  readonly source: string;

  /** Takes HTML as it is: never text that somebody else wrote. */
  constructor(source: string) {
    this.source = source;
  }
}

/** What may stand in a template: text is escaped, markup and lists are joined, undefined is nothing. */
export type MarkupPart = Markup | string | number | undefined | readonly MarkupPart[];

function render(part: MarkupPart): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.source;
  if (typeof part === "object") return part.map(render).join("");
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/**
 * A template for HTML: the literal is taken as it is, everything put in is escaped, so that no text can become a
 * tag or leave its (quoted) attribute.
 */
export function markup(literal: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  return new Markup(String.raw({ raw: literal }, ...parts.map(render)));
}

/** A part of the report: heading, a plain-language introduction (or what there is instead), content. */
export function section(heading: string, lead: MarkupPart, content?: MarkupPart): Markup {
  return markup`
<section>
<h2>${heading}</h2>
<p class="lead">${lead}</p>
${content}
</section>
`;
}
