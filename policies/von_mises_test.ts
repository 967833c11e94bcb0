import assert from "node:assert/strict";
import { seededRng } from "../core/rng.ts";
import { anyDirection, turned, vonMises } from "./von_mises.ts";

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

Deno.test("angles keep near 0 as much as the concentration says, to both sides alike", () => {
  const rng = seededRng(1);
  // Means of the cosine are I₁(κ) / I₀(κ).
  for (const [concentration, expected] of [[0.5, 0.2425], [2, 0.6978], [5, 0.8934], [50, 0.9899]]) {
    const all = Array.from({ length: 20000 }, () => vonMises(concentration, rng));
    assert.ok(Math.abs(mean(all.map(([cosine]) => cosine)) - expected) < 0.02, `κ ${concentration}`);
    assert.ok(Math.abs(mean(all.map(([, sine]) => sine))) < 0.02);
    assert.ok(all.every(([cosine, sine]) => Math.abs(cosine ** 2 + sine ** 2 - 1) < 1e-12));
  }
});

Deno.test("any direction is as likely as another", () => {
  const rng = seededRng(2);
  const all = Array.from({ length: 20000 }, () => anyDirection(rng));
  for (const axis of [0, 1]) {
    assert.ok(Math.abs(mean(all.map((direction) => direction[axis]))) < 0.02);
    assert.ok(Math.abs(mean(all.map((direction) => direction[axis] ** 2)) - 0.5) < 0.01);
  }
});

Deno.test("a quarter turn and its double", () => {
  assert.deepEqual(turned([0, 1], [0, 1]), [-1, 0]);
  assert.deepEqual(turned([1, 0], [0, -1]), [0, -1]);
});
