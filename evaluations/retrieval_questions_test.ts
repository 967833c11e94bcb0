import assert from "node:assert/strict";
import { type Frame, seededRng } from "../core/mod.ts";
import { dotContext } from "../testing/fixtures/dot_context.ts";
import { retrievalQuestions } from "./retrieval_questions.ts";
import type { Tier } from "./retrieval_tiers.ts";

const context = dotContext();
const asked = { transitions: 500, history: 1, rng: seededRng(3) };

/** A tier whose others are told. */
const tierOf = (others: (truth: Frame) => Frame[], least = 1): Tier => ({
  name: "told",
  most: 3,
  least,
  others: (_from, { episode, row }) =>
    others({ position: context.heldOut.read(episode, "position", row, 1) as Float32Array }),
});

const at = (x: number): Frame => ({ position: Float32Array.of(x, -1) });

Deno.test("the truth is the row one block later, and comes first", () => {
  const [{ from: { episode, row }, candidates }] = retrievalQuestions(context, tierOf(() => [at(1)]), asked);
  assert.deepEqual(candidates[0].position, context.heldOut.read(episode, "position", row + 2, 1));
  assert.deepEqual(candidates[1], at(1));
});

Deno.test("frames that look like the truth or like each other are taken once, and no more than wanted", () => {
  const tier = tierOf((truth) => [at(1), truth, at(1), at(2), at(3), at(4)]);
  for (const { candidates } of retrievalQuestions(context, tier, asked)) {
    assert.deepEqual(candidates.slice(1), [at(1), at(2), at(3)]);
  }
});

Deno.test("transitions with too few others are left out, others are asked once each", () => {
  assert.deepEqual([...retrievalQuestions(context, tierOf((truth) => [truth]), asked)], []);
  const all = [...retrievalQuestions(context, tierOf(() => [at(1)]), asked)].map(({ from }) => from);
  assert.equal(all.length, 6 * (16 - 2));
  assert.equal(new Set(all.map(({ episode, row }) => `${episode}/${row}`)).size, all.length);
});

Deno.test("a model that looks back on three frames is asked where there are three", () => {
  const questions = [...retrievalQuestions(context, tierOf(() => [at(1)]), { ...asked, history: 3 })];
  assert.equal(questions.length, 6 * (16 - 6));
  assert.equal(Math.min(...questions.map(({ from }) => from.row)), 4);
});
