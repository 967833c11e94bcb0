import { type Markup, markup, type MarkupPart } from "./markup.ts";

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
