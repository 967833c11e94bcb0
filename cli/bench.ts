import { type Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { recordBench } from "../tools/readme/record_bench.ts";
import { resultLine } from "../bench/result_line.ts";
import { BENCHES, runBench } from "../bench/run_bench.ts";
import builtin from "../builtin.ts";
import { Registry } from "../core/registry.ts";
import { backendLine } from "../host/backends/backend_report.ts";
import { openBackend } from "../host/backends/open_backend.ts";
import { addBenchPlan } from "./bench_plan.ts";
import { withBackend } from "./common_options.ts";
import { Terminal } from "./terminal.ts";

function parseTurns(text: string): number {
  const turns = Number(text);
  if (/^\d+$/.test(text) && turns >= 1) return turns;
  throw new InvalidArgumentError(`"${text}" is no number of turns, expected a whole number from 1`);
}

/** `bench`: times training steps, plans, worlds and data, with `--peers` beside PyTorch. */
export function addBench(program: Command): void {
  // Options after "plan" are its own.
  const bench = program.command("bench").enablePositionalOptions();
  addBenchPlan(bench);
  withBackend(bench)
    .argument("[names...]", `${BENCHES.join(", ")}; all of them unless named`)
    .description("time steps, plans, worlds and data; above ratio 1 this engine is the faster one")
    .option("--peers", "time PyTorch beside, in its fastest setting (needs python3 with torch)", false)
    .option(
      "--turns <n>",
      "most turns of either side, for a quick look; by default 5, 3 for plan-10",
      parseTurns,
    )
    .option("--write", "keep the result in bench/results/ and renew the README's tables (in a clone)", false)
    .action(async (names, options) => {
      const terminal = new Terminal(options);
      const backend = await openBackend(options.backend, options);
      terminal.say(backendLine(backend));
      const registry = new Registry([builtin]);
      const { peers, turns } = options;
      const report = await runBench({ registry, backend, peers, turns, names, progress: terminal });
      if (options.write) terminal.say(`kept as ${recordBench(report)}`);
      terminal.result(report, report.results.map(resultLine).join("\n"));
    });
}
