import type { Json } from "../../core/types.ts";
import { formatName, formatNumber } from "./format.ts";
import { type Markup, markup } from "./markup.ts";

/** The fields of a JSON object; undefined for anything else. */
export function fieldsOf(value: Json | undefined): { readonly [field: string]: Json } | undefined {
  if (value === null || typeof value !== "object" || isList(value)) return undefined;
  return value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

type Entry = readonly [name: string, value: Json];

/** A cell: numbers to the right, lists as compact JSON. */
function cell(value: Json | undefined): Markup {
  if (value === undefined || value === null) return markup`<td class="none">none</td>`;
  if (typeof value === "number") return markup`<td class="number">${formatNumber(value)}</td>`;
  if (typeof value === "boolean") return markup`<td>${value ? "yes" : "no"}</td>`;
  return markup`<td>${typeof value === "string" ? value : JSON.stringify(value)}</td>`;
}

function list(entries: readonly Entry[]): Markup | undefined {
  if (entries.length === 0) return undefined;
  return markup`
<table>
<tbody>${
    entries.map(([name, value]) =>
      markup`
<tr><th scope="row">${formatName(name)}</th>${cell(value)}</tr>`
    )
  }
</tbody>
</table>`;
}

/** One row an entry, one column a field; all entries have the same fields. */
function grid(entries: readonly Entry[]): Markup {
  const columns = Object.keys(fieldsOf(entries[0][1]) ?? {});
  const head = columns.map((column) => {
    const numeric = entries.every(([, value]) => typeof fieldsOf(value)?.[column] === "number");
    return markup`<th scope="col" class="${numeric ? "number" : "text"}">${formatName(column)}</th>`;
  });
  return markup`
<table>
<thead><tr><td></td>${head}</tr></thead>
<tbody>${
    entries.map(([name, value]) =>
      markup`
<tr><th scope="row">${formatName(name)}</th>${columns.map((column) => cell(fieldsOf(value)?.[column]))}</tr>`
    )
  }
</tbody>
</table>`;
}

/** The names of its fields, for an object that holds no other object; undefined for anything else. */
function shapeOf(value: Json): string | undefined {
  const fields = fieldsOf(value);
  if (!fields || Object.values(fields).some(fieldsOf)) return undefined;
  return JSON.stringify(Object.keys(fields).sort());
}

/**
 * Any JSON as tables: plain fields as a list, objects of plain fields as rows (those with the same fields in one
 * table), and what is nested deeper under a heading of its own.
 */
export function jsonTable(value: Json): Markup {
  const entries = Object.entries(fieldsOf(value) ?? { value });
  const plain = entries.filter(([, part]) => fieldsOf(part) === undefined);
  const flat = entries.filter(([, part]) => shapeOf(part) !== undefined);
  const deep = entries.filter(([, part]) => fieldsOf(part) !== undefined && shapeOf(part) === undefined);
  const alike = Map.groupBy(flat, ([, part]) => shapeOf(part));
  return markup`
<div class="tables">${list(plain)}${[...alike.values()].map(grid)}</div>
${deep.map(([name, part]) => markup`<h4>${formatName(name)}</h4>${jsonTable(part)}`)}`;
}
