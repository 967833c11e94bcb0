import type { Command } from "@commander-js/extra-typings";
import builtin from "../builtin.ts";
import { Registry } from "../core/registry.ts";
import { jsonSchema } from "../core/task/json_schema.ts";
import { writeAtomically } from "../host/io/atomic_write.ts";
import { output } from "./output.ts";

/** `schema`: the JSON schema of task files, for editors. */
export function addSchema(program: Command): void {
  program.command("schema")
    .description("print the JSON schema of task files, for editors")
    .option("--write <file>", "write it to a file")
    .action(({ write }) => {
      const text = JSON.stringify(jsonSchema(new Registry([builtin])), null, 2);
      if (write === undefined) output.result(text);
      else writeAtomically(write, `${text}\n`);
    });
}
