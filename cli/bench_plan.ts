import type { Command } from "@commander-js/extra-typings";
import { commitOf } from "../bench/commit_of.ts";
import { checkPlanners, measurePlanners } from "../bench/planners/measure_planners.ts";
import { plannerTurns } from "../bench/planners/planner_turns.ts";
import type { PlannerReport } from "../bench/planners/planner_report.ts";
import { checkoutFolder, checkRepeatable, recordPlanners } from "../tools/readme/record_planners.ts";
import { recordedPlanners } from "../tools/readme/recorded_planners.ts";
import { plannerTables } from "../tools/readme/planner_tables.ts";
import { InputError } from "../core/errors.ts";
import { backendLine } from "../host/backends/backend_report.ts";
import { openBackend } from "../host/backends/open_backend.ts";
import { openTrainedRun } from "../host/open_target.ts";
import { withRuns } from "./common_options.ts";
import { interruption } from "./interruption.ts";
import { sortWords } from "./sort_words.ts";
import { Terminal } from "./terminal.ts";

const PROJECT = new URL("../", import.meta.url).pathname;
/** The word that names planners. */
const PLANNERS = "planners=";
/** Planners that are compared by default. */
const ALL = "cem,icem,mppi,random-shooting";

/** Tells tasks from planners, and options of either. */
function readWords(words: readonly string[]) {
  const named = words.findLast((word) => word.startsWith(PLANNERS)) ?? PLANNERS + ALL;
  const planners = [...new Set(named.slice(PLANNERS.length).split(",").filter(Boolean))];
  const others = words.filter((word) => !word.startsWith(PLANNERS));
  const { names: targets, overrides: changed } = sortWords(others, "success.episodes=50");
  if (targets.length === 0 || planners.length === 0) {
    throw new InputError(
      `Cannot compare planners: found ${targets.length} tasks and ${planners.length} planners, expected at least one of each, e.g. bench plan tworoom ${PLANNERS}${ALL}`,
    );
  }
  return { targets, planners, changed };
}

/** `bench plan`: planners beside each other on the same held-out starts of trained runs. */
export function addBenchPlan(bench: Pick<Command, "command">): void {
  withRuns(bench.command("plan"))
    .argument("<words...>", `tasks or run folders; planners=${ALL}; options, e.g. mppi.temperature=0.2`)
    .description("compare planners on the same held-out starts of trained runs")
    .option("--write", "keep the results in bench/results/ and renew the README's tables (in a clone)", false)
    .action(async (words, options) => {
      const { targets, planners, changed } = readWords(words);
      const terminal = new Terminal(options);
      interruption.listen({ save: () => false });
      if (options.write) checkoutFolder();
      // All of them, so that a missing or unfit one is told before hours of work.
      const runs = await Promise.all(targets.map(async (target) => {
        const opened = await openTrainedRun(target, options.out, terminal);
        if (options.write) await checkRepeatable({ ...opened.run.info, changed });
        return { opened, turns: await plannerTurns(opened, { planners, changed }) };
      }));
      const backend = await openBackend(options.backend, { ...options, measure: true });
      terminal.say(backendLine(backend));
      for (const run of runs) await checkPlanners({ ...run, changed, progress: terminal });
      const commit = commitOf(PROJECT);
      const reports: PlannerReport[] = [];
      for (const run of runs) {
        const report = await measurePlanners({ ...run, changed, backend, commit, progress: terminal });
        if (options.write) terminal.say(`kept as ${await recordPlanners(report)}`);
        reports.push(report);
      }
      terminal.result({ tasks: reports }, plannerTables(reports.map(recordedPlanners), options.write));
    });
}
