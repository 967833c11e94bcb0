import assert from "node:assert/strict";
import { timeLeft } from "./terminal.ts";

Deno.test("the pace is that of this sitting", () => {
  const first = { done: 3000, at: 10_000 };
  assert.equal(timeLeft(first, { done: 3010, at: 15_000 }, 4000), 495);
  assert.equal(timeLeft(first, { done: 4000, at: 510_000 }, 4000), 0);
});

Deno.test("without a second milestone nothing is known", () => {
  const first = { done: 3000, at: 10_000 };
  assert.equal(timeLeft(first, { done: 3000, at: 11_000 }, 4000), undefined);
});
