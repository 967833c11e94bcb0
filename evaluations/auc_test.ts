import assert from "node:assert/strict";
import fc from "fast-check";
import { auc } from "./auc.ts";

Deno.test("pairs in order count one, equal ones a half", () => {
  assert.equal(auc([1, 3], [2, 4]).auc, 0.75);
  assert.equal(auc([1, 2], [3, 4]).auc, 1);
  assert.equal(auc([7, 7, 7], [7, 7]).auc, 0.5);
  assert.equal(auc([3, 4], [1, 2]).auc, 0);
});

Deno.test("it is the share of all pairs, and its interval holds it", () => {
  const energies = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 });
  fc.assert(fc.property(energies, energies, (truths, others) => {
    const pairs = truths.flatMap((truth) =>
      others.map((other) => other > truth ? 1 : other === truth ? 0.5 : 0)
    );
    const share = pairs.reduce<number>((sum, one) => sum + one, 0) / pairs.length;
    const { auc: area, low, high } = auc(truths, others);
    assert.ok(Math.abs(area - share) < 1e-12);
    assert.ok(low <= area + 1e-12 && area <= high + 1e-12 && low >= 0 && high <= 1);
  }));
});

Deno.test("more of both narrows the interval", () => {
  const spread = (count: number): number => {
    const list = Array.from({ length: count }, (_, i) => i % 10);
    const { low, high } = auc(list, list.map((x) => x + 2));
    return high - low;
  };
  assert.ok(spread(400) < spread(40) / 2);
});
