import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../../core/errors.ts";
import { resolveTask } from "../../core/task/resolve.ts";
import type { Json } from "../../core/types.ts";
import { fixtureRegistry as registry, fixtureTask as text } from "../fixtures/task_file.ts";

/** Resolves, or refuses with a place; anything else is a failure. */
function resolvesOrRefuses(source: string): void {
  try {
    const { task, json } = resolveTask({ text: source, file: "t.jsonc", registry });
    assert.deepEqual(resolveTask({ text: json, file: "t.jsonc", registry }).task, task);
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    assert.match(error.message, /^Cannot (read|use) t\.jsonc:\d+:\d+: /);
    assert.ok(!error.message.includes("\n"), error.message);
    assert.ok(error.message.length < 2000, error.message);
  }
}

const scrap = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    '"',
    ",",
    ":",
    "//",
    "/*",
    "\n",
    "\\",
    "null",
    "-1",
    "1e999",
    "0.5",
    "{}",
  ),
  fc.constantFrom(
    '"use"',
    '"with"',
    '"__proto__":',
    '"constructor":',
    '"presets":{}',
    "\uFEFF",
    "\uD800",
    "\0",
  ),
  fc.integer({ min: 1, max: 2000 }).map((depth) => "[".repeat(depth)),
);

const cut = fc.record({
  at: fc.nat({ max: text.length }),
  length: fc.nat({ max: 12 }),
  scrap,
});

Deno.test("a task file with random damage resolves, or is refused with file, line and column", () => {
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
      resolvesOrRefuses(cuts.reduce(
        (source, { at, length, scrap }) => source.slice(0, at) + scrap + source.slice(at + length),
        text,
      ));
    }),
    { numRuns: 1000 },
  );
});

const valid: { readonly [key: string]: Json } = JSON.parse(
  resolveTask({ text, file: "t.jsonc", registry }).json,
);

/** Puts a value where a walk through the task ends; `turns` chooses the member at each level. */
function replaceAt(value: Json, turns: readonly number[], replacement: Json, drop: boolean): Json {
  if (turns.length === 0 || typeof value !== "object" || value === null) return replacement;
  const entries = Object.entries(value);
  if (entries.length === 0) return replacement;
  const chosen = turns[0] % entries.length;
  const changed = entries.flatMap(([key, member], i): [string, Json][] => {
    if (i !== chosen) return [[key, member]];
    if (drop && turns.length === 1) return [];
    return [[key, replaceAt(member, turns.slice(1), replacement, drop)]];
  });
  return Array.isArray(value) ? changed.map(([, member]) => member) : Object.fromEntries(changed);
}

Deno.test("a task with a random value or hole somewhere resolves, or is refused with file, line and column", () => {
  const turns = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 6 });
  const replacement = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom("constructor", "toString", "cem", "conv", { use: "cem" }, { use: "nothing" }, {
      with: {},
    }),
  );
  fc.assert(
    fc.property(turns, replacement, fc.boolean(), fc.boolean(), (turns, value, drop, pretty) => {
      const task = replaceAt(valid, turns, JSON.parse(JSON.stringify(value)), drop);
      resolvesOrRefuses(JSON.stringify(task, null, pretty ? 2 : 0));
    }),
    { numRuns: 1000 },
  );
});

Deno.test("random text is never more than refused", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.json()), resolvesOrRefuses),
  );
});

Deno.test("random overrides resolve, or are refused in one sentence", () => {
  const key = fc.oneof(
    fc.constantFrom(
      "train",
      "joint",
      "steps",
      "use",
      "with",
      "planner",
      "plan",
      "constructor",
      "model",
      "encoder",
    ),
    fc.string({ maxLength: 5 }),
  );
  const override = fc.tuple(fc.array(key, { minLength: 1, maxLength: 4 }), fc.oneof(fc.json(), fc.string()))
    .map(([path, value]) => `${path.join(".")}=${value}`);
  fc.assert(
    fc.property(fc.array(override, { minLength: 1, maxLength: 3 }), (overrides) => {
      try {
        resolveTask({ text, file: "t.jsonc", registry, overrides });
      } catch (error) {
        assert.ok(error instanceof InputError, String(error));
        assert.match(error.message, /^Cannot (read|use) [^\n]*$/);
      }
    }),
    { numRuns: 300 },
  );
});
