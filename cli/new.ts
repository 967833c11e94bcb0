import type { Command } from "@commander-js/extra-typings";
import { outFolder } from "../host/out_folder.ts";
import { blueprints } from "./scaffold/blueprints.ts";
import { scaffoldPlugin } from "./scaffold/scaffold_plugin.ts";
import { withPrinting } from "./common_options.ts";
import { Terminal } from "./terminal.ts";

const NEXT = ["deno task test", "deno task train task.jsonc --preset smoke", "deno publish --dry-run"];

/** `new <kind> <name>`: writes the folder of a new plugin. */
export function addNew(program: Command): void {
  withPrinting(program.command("new"))
    .description("write the folder of a new plugin that trains, passes its test and can be published")
    .argument("<kind>", `what the plugin brings: ${Object.keys(blueprints).join(", ")}`)
    .argument("<name>", "its name in kebab-case; the folder gets it too")
    .option("--out <dir>", "folder that the plugin's folder is made in", outFolder, ".")
    .action((kind, name, options) => {
      const made = scaffoldPlugin({ kind, name, out: options.out });
      const text = [`${made.folder}: ${made.files.join(", ")}`, "there:", ...NEXT.map((line) => `  ${line}`)];
      new Terminal(options).result({ kind, name, ...made }, text.join("\n"));
    });
}
