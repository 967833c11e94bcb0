import { InputError } from "../../core/errors.ts";

/**
 * A text with other content between `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws {InputError} when the text does not have both markers, once each, in this order.
 */
export function betweenMarkers(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, inside, ...more] = text.split(start);
  const [, after, ...rest] = (inside ?? "").split(end);
  if (after === undefined || more.length + rest.length > 0 || before.includes(end)) {
    throw new InputError(
      `Cannot write "${name}": found no such place, expected one ${start} and then one ${end}`,
    );
  }
  return `${before}${start}\n\n${content}\n\n${end}${after}`;
}
