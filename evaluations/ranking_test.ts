import assert from "node:assert/strict";
import fc from "fast-check";
import { ranking } from "./ranking.ts";

Deno.test("places, areas and chance of a few questions", () => {
  const { top1, mrr, auc, chance, n } = ranking([[0.1, 0.5], [0.4, 0.2, 0.9]]);
  assert.deepEqual([top1, mrr, auc, chance, n], [0.5, 0.75, 0.75, (1 / 2 + 1 / 3) / 2, 2]);
});

Deno.test("all energies alike: the truth comes last, and no better than a guess", () => {
  const { top1, mrr, auc } = ranking([[1, 1, 1, 1]]);
  assert.deepEqual([top1, mrr, auc], [0, 0.25, 0.5]);
});

Deno.test("no question has no figures", () => {
  const { n, ...figures } = ranking([]);
  assert.equal(n, 0);
  assert.deepEqual(new Set(Object.values(figures)), new Set([null]));
});

Deno.test("guessing reaches the chance that is told", () => {
  const questions = fc.infiniteStream(
    fc.array(fc.double({ noNaN: true, min: 0 }), { minLength: 2, maxLength: 5 }),
  );
  fc.assert(fc.property(questions, (stream) => {
    const { top1, low, high, mrr, auc, chance, n } = ranking([...stream.take(20)]);
    assert.equal(n, 20);
    for (const share of [top1, low, high, mrr, auc, chance]) {
      assert.ok(share !== null && share >= 0 && share <= 1);
    }
    assert.ok(top1! <= mrr! && chance! >= 1 / 5 && chance! <= 1 / 2);
  }));
});
