import type { Command } from "@commander-js/extra-typings";
import { inspectFile } from "../host/dataset/inspect_file.ts";
import { inspectionText } from "./inspection_text.ts";
import { withPrinting } from "./common_options.ts";
import { Terminal } from "./terminal.ts";

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
