import { markdownTable } from "../readme/markdown_table.ts";
import type { ActionSpace, Component, Criterion, Env, EnvNotes, Json, OptionSpec } from "../../core/types.ts";
import { formatNumber } from "../../host/report/format.ts";

/** What stands below is written by hand and kept. */
export const HAND_WRITTEN = "<!-- Written by hand from here on. -->";

/** What a page is made of. */
export interface WorldPage {
  /** Name in task files. */
  readonly name: string;
  /** Its component, for the options. */
  readonly component: Component<"env">;
  /** One that is made with the default options. */
  readonly env: Env;
  /** Policy that the film shows. */
  readonly policy: string;
  /** Options beside the defaults that film and factors are drawn with. */
  readonly shown: { readonly [option: string]: Json };
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return markdownTable([head, ...rows.map((row) => row.map(cell))]);
}

/** A heading with what stands under it; nothing where that is nothing. */
function section(title: string, ...parts: readonly (string | undefined)[]): string[] {
  const filled = parts.filter((part) => part !== undefined && part !== "");
  return filled.length > 0 ? [`## ${title}`, ...filled.map(String)] : [];
}

const code = (value: Json): string => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;

function allowed({ choices, min, max }: OptionSpec): string {
  if (choices) return choices.map(code).join(", ");
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (min !== undefined) return `from ${min}`;
  return max === undefined ? "any" : `up to ${max}`;
}

function optionTable({ options }: Component<"env">): string | undefined {
  const rows = Object.entries(options).map(([name, spec]) => {
    const values = spec.type === "boolean" ? "`true`, `false`" : allowed(spec);
    return [code(name), code(spec.default), values, spec.description];
  });
  return rows.length > 0 ? table(["Option", "Default", "Values", "What it is"], rows) : undefined;
}

function actionTable(space: ActionSpace): string {
  if (space.kind === "discrete") return `One of ${space.n} choices, 0 to ${space.n - 1}.`;
  const rows = space.low.map((low, i) => [String(i), formatNumber(low), formatNumber(space.high[i])]);
  return table(["Number", "Lowest", "Highest"], rows);
}

function streamTable({ observations }: Env): string {
  const rows = Object.entries(observations).map(([name, { shape, dtype }]) => [
    code(name),
    `[${shape.join(", ")}]`,
    dtype,
  ]);
  return table(["Stream", "Shape", "Type"], rows);
}

function variableTable({ variables }: Env): string {
  const rows = variables.map(({ name, unit, description }) => [code(name), unit, description]);
  return table(["Variable", "Unit", "What it is"], rows);
}

function factorTable({ factors }: Env): string | undefined {
  const rows = factors.map(({ name, low, high, default: start, integer, description }) => [
    code(name),
    `${formatNumber(low)} to ${formatNumber(high)}${integer ? ", whole" : ""}`,
    formatNumber(start),
    description,
  ]);
  return rows.length > 0 ? table(["Factor", "Range", "Default", "What it is"], rows) : undefined;
}

const sentence = (text: string): string => `${text[0].toUpperCase()}${text.slice(1)}.`;

function successParts({ goals }: Env): (string | undefined)[] {
  if (!goals) return [];
  const named = (all: { readonly [name: string]: Pick<Criterion, "criterion"> }) =>
    Object.entries(all).map(([name, { criterion }]) => [code(name), criterion]);
  const strata = Object.entries(goals.strata ?? {}).map((
    [name, { description }],
  ) => [code(name), description]);
  return [
    sentence(goals.criterion),
    goals.criteria && table(["Criterion", "Met when"], named(goals.criteria)),
    strata.length > 0 ? table(["Starts reported by themselves", "Which they are"], strata) : undefined,
  ];
}

function historyTable({ history }: EnvNotes): string {
  return table(["Version", "What changed"], Object.entries(history).map(([id, what]) => [code(id), what]));
}

/** File of a world's page and pictures, without ending. */
export const pageFile = (name: string): string => name.replaceAll("-", "_");

function pictures({ name, policy, env, shown }: WorldPage): string[] {
  const file = `../media/worlds/${pageFile(name)}`;
  const factors = env.factors.length > 0
    ? "; below, what factors change at their lowest and highest value"
    : "";
  const given = Object.entries(shown).map(([option, value]) => `${option} ${value}`).join(", ");
  const under = given && ` with ${given}`;
  return [
    `![An episode of ${name}${under}, played by ${policy}](${file}.gif)`,
    `![Starts of eight seeds and moments of that episode${factors}${
      factors && under && `,${under}`
    }](${file}.png)`,
  ];
}

/** The page of a world, as Markdown that is not formatted yet, up to where the hand-written part begins. */
export function worldPage(page: WorldPage): string {
  const { name, component, env } = page;
  const { notes } = env;
  const [film, sheet] = pictures(page);
  const example = `\`"env": { "use": "${name}" }\` in a task file; \`${env.id}\` in data and reports.`;
  return [
    `<!-- Written by "deno task docs" from the world's code; only what stands below the last line is kept. -->`,
    `# ${name}`,
    `${component.description}. ${example}`,
    film,
    notes?.about,
    ...section("Options", optionTable(component)),
    ...section("Observations", streamTable(env)),
    ...section("Actions", actionTable(env.actionSpace), notes?.actions),
    ...section("Variables", "What probes, experts, goals and reports read.", variableTable(env)),
    ...section("Reward", notes?.reward),
    ...section("Start", notes?.start),
    ...section("End", notes?.end),
    ...section("Success", ...successParts(env)),
    ...section("Factors of variation", factorTable(env)),
    ...section("Contact sheet", sheet),
    ...section("Differences from the original", notes?.differences.map((one) => `- ${one}`).join("\n")),
    ...section("Version history", notes && historyTable(notes)),
    HAND_WRITTEN,
  ].filter((part) => part !== undefined).join("\n\n") + "\n";
}
