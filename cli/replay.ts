import { readFileSync } from "node:fs";
import type { Command } from "@commander-js/extra-typings";
import { InputError } from "../core/errors.ts";
import { backendLine } from "../host/backends/backend_report.ts";
import { openBackend } from "../host/backends/open_backend.ts";
import type { Discrepancy, OracleFile, Replay } from "../reference/replayer.ts";
import { findReplayer } from "../reference/replayers.ts";
import { withBackend } from "./common_options.ts";
import { Terminal } from "./terminal.ts";

/** One quantity of a file: its worst case. */
interface Worst extends Discrepancy {
  readonly cases: number;
  readonly over: number;
}

interface FileResult {
  readonly file: string;
  readonly quantities: readonly Worst[];
  readonly missing: { readonly [kind: string]: number };
}

function readOracle(path: string): OracleFile {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new InputError(`Cannot replay "${path}": the file cannot be read, expected a reference file`);
  }
  try {
    const file: OracleFile = JSON.parse(text);
    if (typeof file.source?.version === "string" && Array.isArray(file.cases)) return file;
  } catch { /* told below */ }
  throw new InputError(
    `Cannot replay "${path}": it is not a reference file, expected JSON with source and cases`,
  );
}

/** What is found in a file that no replayer accepts. */
function unread({ source: { engine, version }, cases }: OracleFile): Replay {
  return { discrepancies: [], missing: { [`any case of ${engine} ${version}`]: cases.length } };
}

const isOver = ({ error, tolerance }: Discrepancy): boolean => !(error <= tolerance);

function worstByQuantity(discrepancies: readonly Discrepancy[]): Worst[] {
  const worst = new Map<string, Worst>();
  for (const found of discrepancies) {
    const before = worst.get(found.quantity);
    const larger = !before || found.error / (found.tolerance || 1) > before.error / (before.tolerance || 1);
    worst.set(found.quantity, {
      ...(larger ? found : before),
      cases: (before?.cases ?? 0) + 1,
      over: (before?.over ?? 0) + (isOver(found) ? 1 : 0),
    });
  }
  return [...worst.values()];
}

function fileText({ file, quantities, missing }: FileResult): string {
  const lines = quantities.map(({ quantity, error, tolerance, cases, over, case: name }) =>
    `  ${over ? "OVER" : "ok  "} ${quantity.padEnd(34)} ${error.toExponential(2)} of ${
      tolerance.toExponential(0)
    }` +
    `  (${cases} cases, worst ${name}${over ? `, ${over} over` : ""})`
  );
  const kinds = Object.entries(missing).map(([kind, count]) => `  not implemented: ${kind} (${count})`);
  return [file, ...lines, ...kinds].join("\n");
}

/** `replay <file…>`: reference data through this code; exit 1 over a tolerance, 2 when only kinds are missing. */
export function addReplay(program: Command): void {
  withBackend(program.command("replay"))
    .description(
      "replay reference data of third-party engines; exit 1 over a tolerance, 2 if kinds are missing",
    )
    .argument("<files...>", "reference files")
    .action(async (files, options) => {
      const terminal = new Terminal(options);
      const oracles = files.map((path) => ({ path, oracle: readOracle(path) }));
      const replays = oracles.map(({ path, oracle }) => ({ path, oracle, replayer: findReplayer(oracle) }));
      terminal.say(backendLine(await openBackend(options.backend, options)));
      const results: FileResult[] = [];
      for (const { path, oracle, replayer } of replays) {
        const { discrepancies, missing } = await (replayer?.replay(oracle) ?? unread(oracle));
        results.push({ file: path, quantities: worstByQuantity(discrepancies), missing });
      }
      const over = results.some(({ quantities }) => quantities.some((found) => found.over > 0));
      const missing = results.some((result) => Object.keys(result.missing).length > 0);
      const code = over ? 1 : missing ? 2 : 0;
      terminal.result({ files: results, passed: code === 0 }, results.map(fileText).join("\n"));
      // The outcome of a check, not an error: everything was said above.
      Deno.exitCode = code;
    });
}
