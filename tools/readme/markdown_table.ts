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

// What the formatter would turn into plain ones.
const NO_BREAK_SPACE = /[\u00a0\u202f]/g;

/** A Markdown table as the formatter leaves it: every column as wide as its widest cell. The first row is the head. */
export function markdownTable(table: readonly (readonly string[])[]): string {
  const rows = table.map((row) => row.map((cell) => cell.replaceAll(NO_BREAK_SPACE, " ")));
  const widths = rows[0].map((_, column) => Math.max(3, ...rows.map((row) => [...row[column]].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell + " ".repeat(widths[i] - [...cell].length)).join(" | ")} |`;
  const [head, ...body] = rows.map(line);
  return [head, line(widths.map((width) => "-".repeat(width))), ...body].join("\n");
}
