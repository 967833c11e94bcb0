import type { Json } from "../../core/types.ts";
import { formatName, formatSeconds } from "./format.ts";
import type { ReportInput } from "./input.ts";
import { jsonTable } from "./json_table.ts";
import { type Markup, markup, section } from "./markup.ts";

/** A word of a command as a shell takes it. */
function quoted(word: Json): string {
  const text = typeof word === "string" ? word : JSON.stringify(word);
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function commandLine(command: Json | undefined): Markup {
  if (command === undefined || command === null) return markup`<p>The command was not kept.</p>`;
  const line = Array.isArray(command) ? command.map(quoted).join(" ") : command;
  return markup`<pre tabindex="0"><code>${
    typeof line === "string" ? line : JSON.stringify(line)
  }</code></pre>`;
}

/** Evaluations that were asked for later, with other options than the task's: they gave the figures that are shown. */
function laterLines(commands: readonly Json[]): Markup {
  return markup`<p>Then, with options of their own in place of the task's:</p>
${commands.map(commandLine)}`;
}

function timings(seconds: ReportInput["seconds"]): Markup {
  const phases = Object.entries(seconds);
  if (phases.length === 0) return section("Time", "No timings were kept.");
  const total = phases.reduce((sum, [, value]) => sum + value, 0);
  return section(
    "Time",
    "Wall-clock time of each phase, all sittings together.",
    markup`
<table>
<tbody>${
      [...phases, ["total", total] as const].map(([phase, value]) =>
        markup`
<tr><th scope="row">${formatName(phase)}</th><td class="number">${formatSeconds(value)}</td></tr>`
      )
    }
</tbody>
</table>`,
  );
}

/** Where the time went, how to reproduce it, and the task with every default filled in. */
export function provenanceSection({ run, seconds, task, hash, seed }: ReportInput): Markup {
  const { command, later, ...rest } = run;
  return markup`${timings(seconds)}${
    section(
      "How to reproduce",
      markup`The same task (hash <code>${hash}</code>) with the same seed (<code>${seed}</code>) draws the same random
numbers; the versions and the adapter below decide the last digits.`,
      markup`
${commandLine(command)}
${Array.isArray(later) ? laterLines(later) : undefined}
${Object.keys(rest).length ? jsonTable(rest) : undefined}
<details>
<summary>The resolved task: every option, defaults included</summary>
<pre tabindex="0"><code>${JSON.stringify(task, null, 2)}</code></pre>
</details>`,
    )
  }`;
}
