import type { Json } from "../types.ts";

const LONGEST = 60;

/** A value as a message shows it: JSON on one line, cut after 60 characters. */
export function excerpt(value: Json): string {
  const finite = typeof value !== "number" || Number.isFinite(value);
  const text = finite ? JSON.stringify(value) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
