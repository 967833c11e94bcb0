import type { Command } from "@commander-js/extra-typings";
import { type ColumnReport, type FileReport, inspectFile } from "../host/data/inspect_file.ts";
import { withPrinting } from "./common_options.ts";
import { Terminal } from "./terminal.ts";

function columnLine({ name, shape, dtype, filters, sample, problem }: ColumnReport): string {
  const size = shape ? `[${shape.join(", ")}]` : "–";
  const range = sample && sample.min !== null ? `${sample.min} … ${sample.max}` : "";
  const nan = sample?.nan ? `, ${sample.nan} NaN in ${sample.rows} rows` : "";
  const note = problem ?? `${range}${nan}`;
  return `  ${name.padEnd(14)} ${dtype.padEnd(9)} ${size.padEnd(24)} ${filters.join("+").padEnd(6)} ${note}`;
}

/** What an HDF5 file holds, for people. */
export function inspectionText(found: FileReport): string {
  const { path, bytes, attributes, columns, episodes, problem } = found;
  const length = episodes?.length;
  const span = length ? `, ${length.min} to ${length.max} rows long, ${length.median} in the middle` : "";
  const lines = [
    `${path}: ${(bytes / 1e6).toFixed(1)} MB`,
    episodes
      ? `${episodes.count} episodes, ${episodes.rows} rows${span}`
      : `no dataset of episodes: ${problem ?? "it has none"}`,
    ...columns.map(columnLine),
    ...Object.entries(attributes).map(([name, value]) => `  @${name} = ${String(value)}`),
  ];
  return lines.join("\n");
}

/** `inspect <file>`: what an HDF5 file holds. */
export function addInspect(program: Command): void {
  withPrinting(program.command("inspect"))
    .description("show what an HDF5 file holds: ours, stable-worldmodel's or any other")
    .argument("<file>", "path of the file")
    .action((file, options) => {
      const found = inspectFile(file);
      new Terminal(options).result(found, inspectionText(found));
    });
}
