import type { Json } from "../types.ts";
import type { Task } from "./task.ts";

/** Hexadecimal digits of a hash; 48 bits keep any number of tasks apart that a disk can hold. */
const DIGITS = 12;

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]): [string, Json] => [key, sorted(member)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** JSON on one line with sorted keys: equal values give equal texts. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(sorted(value));
}

async function hash(value: Json): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(value));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, DIGITS);
}

/** A resolved task is JSON throughout; the round trip says so to the compiler and drops absent members. */
function asJson(value: object): { readonly [key: string]: Json } {
  return JSON.parse(JSON.stringify(value));
}

/**
 * Twelve hexadecimal digits of the SHA-256 of a resolved task. The seed is left out, because runs are kept by
 * task and seed; the order of keys does not count, except that of the stages, which is the order of training.
 */
export function taskHash(task: Task): Promise<string> {
  const { seed: _seed, ...rest } = task;
  return hash(asJson({ ...rest, train: Object.entries(task.train) }));
}

/**
 * Twelve hexadecimal digits for the data of a task: plugins, world, policy, episodes, steps, dataset and seed. Tasks
 * with the same key share their data, however they split and cut it.
 */
export function dataKey({ plugins, env, data, seed }: Task): Promise<string> {
  const { policy, episodes, steps, dataset } = data;
  return hash(asJson({ plugins, env, policy, episodes, steps, dataset, seed }));
}
