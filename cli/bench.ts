import type { Command } from "@commander-js/extra-typings";
import { type BenchResult, runBench } from "../bench/run_bench.ts";
import builtin from "../builtin.ts";
import { Registry } from "../core/registry.ts";
import { backendLine } from "../host/engine/backend_report.ts";
import { openBackend } from "../host/engine/open_backend.ts";
import { withBackend } from "./common_options.ts";
import { Terminal } from "./terminal.ts";

function line({ name, oursMs, peerMs, ratio, peerSetting }: BenchResult): string {
  const ours = `${name}: ${oursMs.toFixed(1)} ms a step`;
  if (peerMs === undefined || !ratio) return ours;
  return `${ours}, PyTorch (${peerSetting}) ${peerMs.toFixed(1)} ms, ratio ${ratio.median.toFixed(2)} ` +
    `[${ratio.min.toFixed(2)}, ${ratio.max.toFixed(2)}]`;
}

/** `bench`: times training steps, with `--peers` beside PyTorch. */
export function addBench(program: Command): void {
  withBackend(program.command("bench"))
    .argument("[shapes...]", "conv, vit-96, vit-192; all of them unless named")
    .description("time training steps; above ratio 1 this engine is the faster one")
    .option("--peers", "time PyTorch beside, in its fastest setting (needs python3 with torch)", false)
    .action(async (shapes, options) => {
      const terminal = new Terminal(options);
      const backend = await openBackend(options.backend, options);
      terminal.say(backendLine(backend));
      const results = await runBench(new Registry([builtin]), options.peers, shapes);
      terminal.result({ backend, results }, results.map(line).join("\n"));
    });
}
