import type { Json } from "../../core/types.ts";
import { formatName, formatSeconds } from "./format.ts";
import { type Html, html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { jsonTable } from "./json_table.ts";

/** A word of a command as a shell takes it. */
function quoted(word: Json): string {
  const text = typeof word === "string" ? word : JSON.stringify(word);
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function commandLine(command: Json | undefined): string | undefined {
  if (typeof command === "string") return command;
  return Array.isArray(command) ? command.map(quoted).join(" ") : undefined;
}

function timings(seconds: ReportInput["seconds"]): Html {
  const phases = Object.entries(seconds);
  if (phases.length === 0) return html`<p class="none">No timings were kept.</p>`;
  const total = phases.reduce((sum, [, value]) => sum + value, 0);
  return html`
    <table>
      <tbody>${[...phases, ["total", total] as const].map(([phase, value]) =>
        html`
          <tr>
            <th scope="row">${formatName(phase)}</th>
            <td class="number">${formatSeconds(value)}</td>
          </tr>
        `
      )}</tbody>
    </table>
  `;
}

/** Where the time went, how to do it again, and the task with every default filled in. */
export function provenanceSection({ run, seconds, task, hash, seed }: ReportInput): Html {
  const command = commandLine(run.command);
  const { command: _, ...rest } = run;
  return html`<section><h2>Time</h2><p class="lead">Wall-clock time of each phase, all sittings together.</p>${
    timings(seconds)
  }</section>
<section><h2>Do it again</h2><p class="lead">The same task (hash <code>${hash}</code>) with the same seed (${seed}) on
the same versions draws the same random numbers.</p>${
    command === undefined
      ? html`<p class="none">The command was not kept.</p>`
      : html`<pre tabindex="0"><code>${command}</code></pre>`
  }${Object.keys(rest).length ? jsonTable(rest) : undefined}
<details><summary>The resolved task: every option, defaults included</summary><pre tabindex="0"><code>${
    JSON.stringify(task, null, 2)
  }</code></pre></details></section>`;
}
