import type { Json } from "../../core/types.ts";
import { formatName, formatNumber } from "./format.ts";
import { type Html, html } from "./html.ts";
import { fieldsOf } from "./rates.ts";

type Entry = readonly [name: string, value: Json];

/** A cell: a number aligned to the right, anything nested as compact JSON. */
function cell(value: Json | undefined): Html {
  if (value === undefined) return html`<td class="none">–</td>`;
  if (typeof value === "number") return html`<td class="number">${formatNumber(value)}</td>`;
  if (value === null) return html`<td class="none">none</td>`;
  if (typeof value === "boolean") return html`<td>${value ? "yes" : "no"}</td>`;
  return html`<td>${typeof value === "string" ? value : JSON.stringify(value)}</td>`;
}

function pairs(entries: readonly Entry[]): Html | undefined {
  if (entries.length === 0) return undefined;
  return html`
    <table>
      <tbody>${entries.map(([name, value]) =>
        html`<tr><th scope="row">${formatName(name)}</th>${cell(value)}</tr>`
      )}</tbody>
    </table>
  `;
}

function isFlat(value: Json): boolean {
  const fields = fieldsOf(value);
  return fields !== undefined && Object.values(fields).every((part) => fieldsOf(part) === undefined);
}

/** One row an entry, one column a field. */
function grid(entries: readonly Entry[]): Html {
  const columns = Object.keys(fieldsOf(entries[0][1]) ?? {});
  return html`
    <table>
      <thead>
        <tr><td></td>${columns.map((column) => html`<th scope="col">${formatName(column)}</th>`)}</tr>
      </thead>
      <tbody>${entries.map(([name, value]) =>
        html`<tr><th scope="row">${formatName(name)}</th>${
          columns.map((column) => cell(fieldsOf(value)?.[column]))
        }</tr>`
      )}</tbody>
    </table>
  `;
}

/** A table for each set of fields. */
function grids(entries: readonly Entry[]): readonly Html[] {
  const alike = Map.groupBy(
    entries,
    ([, value]) => JSON.stringify(Object.keys(fieldsOf(value) ?? {}).sort()),
  );
  return [...alike.values()].map(grid);
}

/**
 * Any JSON object as tables: plain fields as a list, objects of plain fields as rows (those with the same fields in
 * one table), and what is nested deeper under a heading of its own.
 */
export function jsonTable(value: Json): Html {
  const entries = Object.entries(fieldsOf(value) ?? { value });
  const deep = entries.filter(([, part]) => fieldsOf(part) !== undefined && !isFlat(part));
  return html`<div class="tables">${pairs(entries.filter(([, part]) => fieldsOf(part) === undefined))}${
    grids(entries.filter(([, part]) => isFlat(part)))
  }</div>${deep.map(([name, part]) => html`<h4>${formatName(name)}</h4>${jsonTable(part)}`)}`;
}
