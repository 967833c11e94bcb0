import assert from "node:assert/strict";
import fc from "fast-check";
import { seededRng } from "../mod.ts";
import { type Auc, auc } from "./auc.ts";

/** Questions of one truth and one other each. */
const pairsOf = (truths: readonly number[], others: readonly number[]) =>
  truths.map((truth, i) => [truth, others[i]]);

Deno.test("pairs in order count one, equal ones a half", () => {
  assert.equal(auc([[1, 2], [3, 4]]).auc, 0.75);
  assert.equal(auc([[1, 3], [2, 4]]).auc, 1);
  assert.equal(auc([[7, 7, 7], [7, 7, 7]]).auc, 0.5);
  assert.equal(auc([[3, 1], [4, 2]]).auc, 0);
});

Deno.test("it is the share of all pairs, and its interval holds it", () => {
  const question = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 });
  fc.assert(fc.property(fc.array(question, { minLength: 1, maxLength: 30 }), (questions) => {
    const others = questions.flatMap(([, ...own]) => own);
    const pairs = questions.flatMap(([truth]) =>
      others.map((other) => other > truth ? 1 : other === truth ? 0.5 : 0)
    );
    const share = pairs.reduce<number>((sum, one) => sum + one, 0) / pairs.length;
    const { auc: area, low, high } = auc(questions);
    assert.ok(Math.abs(area - share) < 1e-12);
    assert.ok(low <= area && area <= high && low >= 0 && high <= 1 && high - low > 0.05);
  }));
});

Deno.test("more questions narrow the interval, more others of the same question do not", () => {
  const spread = (count: number, copies = 1): number => {
    const { low, high } = auc(
      Array.from({ length: count }, (_, i) => [i % 10, ...new Array<number>(copies).fill(i % 10 + 2)]),
    );
    return high - low;
  };
  assert.ok(spread(400) < spread(40) / 2);
  assert.ok(Math.abs(spread(40, 5) - spread(40)) < 1e-12);
});

Deno.test("all pairs in order leave room for those that were not seen", () => {
  const perfect = (n: number) => auc(Array.from({ length: n }, () => [1, 2, 3]));
  assert.deepEqual([perfect(1).auc, perfect(1).high, perfect(500).high], [1, 1, 1]);
  assert.ok(Math.abs(perfect(1).low - 0.2065) < 1e-3);
  assert.ok(Math.abs(perfect(500).low - 0.9924) < 1e-3);
  const worst = auc(pairsOf([2, 2], [1, 1]));
  assert.deepEqual([worst.auc, worst.low], [0, 0]);
  assert.ok(worst.high > 0.5);
});

Deno.test("with questions that hang together in 40 episodes the interval holds the true area in nine of ten samples", () => {
  const rng = seededRng(6);
  const [episodes, each, shared] = [40, 12, Math.sqrt(0.3)];
  const groups = Array.from({ length: episodes * each }, (_, i) => Math.floor(i / each));
  const holds = ({ low, high }: Auc): number => low <= 0.92135 && 0.92135 <= high ? 1 : 0;
  let [held, apart] = [0, 0];
  for (let sample = 0; sample < 200; sample++) {
    const common = rng.normals(episodes);
    const questions = groups.map((group) => {
      const [truth, other] = rng.normals(2);
      const energy = (alone: number) => Math.sqrt(1 - shared ** 2) * alone;
      return [energy(truth) - shared * common[group], 2 + energy(other) + shared * common[group]];
    });
    held += holds(auc(questions, groups));
    apart += holds(auc(questions));
  }
  assert.ok(held >= 0.9 * 200, `${held} of 200`);
  assert.ok(apart < 0.8 * 200, `${apart} of 200 where each question counts by itself`);
});

Deno.test("the interval holds the true area in 95 % of samples, also near 1 and with others that hang together", () => {
  const rng = seededRng(5);
  // Normal energies whose distance gives the area; a question's truth and others hang together by `own`.
  const cases = [[0, 0.5], [1, 0.76025], [2, 0.92135], [4, 0.99766]] as const;
  for (const own of [[0, 0], [0, 0.8], [-0.6, 0.6]]) {
    for (const [distance, area] of cases) {
      let held = 0;
      for (let sample = 0; sample < 400; sample++) {
        const { low, high } = auc(Array.from({ length: 40 }, () => {
          const [shared, truth, ...others] = rng.normals(4);
          const energy = (part: number, alone: number) => part * shared + Math.sqrt(1 - part * part) * alone;
          return [energy(own[0], truth), ...others.map((other) => distance + energy(own[1], other))];
        }));
        if (low <= area && area <= high) held++;
      }
      assert.ok(held >= 0.93 * 400, `${own}, ${area}: ${held} of 400`);
    }
  }
});
