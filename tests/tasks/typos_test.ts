import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { type JsonSchema, plainSchema } from "../../core/task/plain_schema.ts";
import { parseJsonc } from "../../core/task/parse.ts";
import { type Located, members } from "../../core/task/located.ts";
import { resolveTask } from "../../core/task/resolve.ts";
import { taskSchema } from "../../core/task/schema.ts";
import { fixtureRegistry as registry, fixtureTask as text } from "../fixtures/task_file.ts";

/** Keys whose names the author of a task chooses: presets and stages. */
const FREE = new Set(["smoke", "other-planner", "joint"]);

interface Key {
  readonly name: string;
  readonly at: string;
}

function keysOf(located: Located): readonly Key[] {
  const inner = members(located);
  if (inner === undefined) return [];
  return [...inner].flatMap(([name, member]) => [
    ...(FREE.has(name) ? [] : [{ name, at: member.keyAt ?? "" }]),
    ...keysOf(member),
  ]);
}

/** Every deletion, doubling, swap of neighbours, and a replacement a letter. */
function typosOf(word: string): readonly string[] {
  const typos = new Set<string>();
  for (let i = 0; i < word.length; i++) {
    const [head, tail] = [word.slice(0, i), word.slice(i + 1)];
    typos.add(head + tail);
    typos.add(head + word[i] + word[i] + tail);
    typos.add(head + "q" + tail);
    if (tail !== "") typos.add(head + tail[0] + word[i] + tail.slice(1));
  }
  typos.delete(word);
  typos.delete("");
  return [...typos];
}

/** The file with the key at a place misspelt. */
function misspell({ name, at }: Key, typo: string): string {
  const [line, column] = at.split(":").slice(-2).map(Number);
  const lines = text.split("\n");
  const old = lines[line - 1];
  assert.equal(old.slice(column, column + name.length), name);
  lines[line - 1] = old.slice(0, column) + typo + old.slice(column + name.length);
  return lines.join("\n");
}

function complaint(source: string): string {
  try {
    resolveTask({ text: source, file: "t.jsonc", registry });
  } catch (error) {
    assert.ok(error instanceof InputError);
    return error.message;
  }
  return "accepted";
}

function schemaKeys(schema: JsonSchema): readonly string[] {
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...schema.oneOf ?? [],
    ...schema.anyOf ?? [],
    ...(typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : []),
  ];
  return [...Object.keys(schema.properties ?? {}), ...inner.flatMap(schemaKeys)];
}

Deno.test("the fixture spells every key of the schema once, so that no key goes untested", () => {
  const written = new Set(keysOf(parseJsonc(text, "t.jsonc")).map(({ name }) => name));
  const notWritten = schemaKeys(plainSchema(taskSchema(registry))).filter((key) => !written.has(key));
  // What stands in place of other keys, and options of components that the fixture has but does not choose.
  assert.deepEqual([...new Set(notWritten)], ["dataset", "scale"]);
});

Deno.test("nineteen of twenty one-letter typos are told the right key, at the right place", () => {
  let right = 0;
  let all = 0;
  for (const key of keysOf(parseJsonc(text, "t.jsonc"))) {
    for (const typo of typosOf(key.name)) {
      const message = complaint(misspell(key, typo));
      all++;
      if (message.startsWith(`Cannot use ${key.at}: `) && message.includes(`"${key.name}"`)) right++;
    }
  }
  assert.ok(all > 1000, `${all} typos`);
  assert.ok(right / all >= 0.95, `${right} of ${all}`);
});
