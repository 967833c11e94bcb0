import assert from "node:assert/strict";
import { InputError } from "../core/errors.ts";
import { sortWords } from "./sort_words.ts";

Deno.test("names stand beside options, which are joined by what they belong to", () => {
  const words = ["success", "success.episodes=50", "probe.kind=linear", "success.batch=5"];
  assert.deepEqual(sortWords(words, "a.b=1"), {
    names: ["success"],
    overrides: { success: { episodes: 50, batch: 5 }, probe: { kind: "linear" } },
  });
  assert.deepEqual(sortWords([], "a.b=1"), { names: [], overrides: {} });
});

Deno.test("an option of nothing is refused with an example", () => {
  assert.throws(
    () => sortWords(["episodes=50"], "success.episodes=50"),
    (error) =>
      error instanceof InputError && /"episodes=…".* e\.g\. success\.episodes=50$/.test(error.message),
  );
});
