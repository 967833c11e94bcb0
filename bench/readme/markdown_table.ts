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
