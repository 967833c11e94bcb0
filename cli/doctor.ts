import type { Command } from "@commander-js/extra-typings";
import { doctor } from "../host/engine/doctor.ts";
import { withPrinting } from "./common_options.ts";
import { doctorText } from "./doctor_text.ts";
import { Terminal } from "./terminal.ts";

/** `doctor`: what this machine offers, and what would make it faster. */
export function addDoctor(program: Command): void {
  withPrinting(program.command("doctor"))
    .description("what this machine offers, whether it computes rightly, and what would make it faster")
    .action(async (options) => {
      const report = await doctor();
      new Terminal(options).result(report, doctorText(report));
    });
}
