import assert from "node:assert/strict";
import { isEvaluated } from "./evaluate_run.ts";

const film = { evaluation: "success", file: "success-0.gif", still: "success-0.png", caption: "a film" };

Deno.test("what an evaluation leaves is known again", () => {
  assert.ok(isEvaluated({ metrics: {}, films: [] }));
  assert.ok(isEvaluated({ metrics: { success: { rate: 0.5, per: [1, null] } }, films: [film] }));
});

Deno.test("films lie in the run's own folder", () => {
  for (const file of ["../secret", "/etc/passwd", "a/b.gif", "..", ".", "", "a\0.gif", "a\\..\\b/c", 7]) {
    assert.ok(!isEvaluated({ metrics: {}, films: [{ ...film, file }] }), String(file));
    assert.ok(!isEvaluated({ metrics: {}, films: [{ ...film, still: file }] }), String(file));
  }
});

Deno.test("another form is none", () => {
  for (const value of [null, [], {}, { metrics: [], films: [] }, { metrics: { a: 1 }, films: [] }]) {
    assert.ok(!isEvaluated(value), JSON.stringify(value));
  }
});
