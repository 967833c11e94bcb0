import assert from "node:assert/strict";
import type { Evaluation, EvaluationResult, Film } from "../core/types.ts";
import { success } from "../evaluations/success.ts";
import { openTestBackend } from "../tests/backend.ts";
import { dotContext } from "./fixtures/dot_context.ts";
import { checkEvaluation } from "./evaluation.ts";
import { noLeaks } from "./no_leaks.ts";

await openTestBackend();

Deno.test("success keeps the rules", () =>
  noLeaks(() => {
    const options = { episodes: 8, batch: 4, oracleEpisodes: 2, latencyPlans: 2 };
    return checkEvaluation(() => success.make(options, {}), dotContext);
  }));

const film: Film = {
  name: "one",
  caption: "A film",
  frames: [{ width: 1, height: 1, rgb: new Uint8Array(3) }],
};
const good: EvaluationResult = { metrics: { rate: 1 }, films: [film] };
const giving = (change: Partial<EvaluationResult>) => (): Evaluation => ({
  evaluate: () => Promise.resolve({ ...good, ...change }),
});

Deno.test("a sound result passes", () => checkEvaluation(giving({}), dotContext));

let draws = 0;
const broken: readonly [string, () => Evaluation, RegExp][] = [
  ["gives nothing", giving({ metrics: {} }), /no metrics/],
  ["gives NaN", giving({ metrics: { deep: { list: [1, NaN] } } }), /metrics\.deep\.list\.1 is NaN/],
  ["names a film like a path", giving({ films: [{ ...film, name: "../up" }] }), /called "\.\.\/up"/],
  ["says nothing of a film", giving({ films: [{ ...film, caption: " " }] }), /no caption/],
  ["films nothing", giving({ films: [{ ...film, frames: [] }] }), /no pictures/],
  [
    "films in two sizes",
    giving({
      films: [{ ...film, frames: [...film.frames, { width: 2, height: 1, rgb: new Uint8Array(6) }] }],
    }),
    /several sizes/,
  ],
  ["gives two films one name", giving({ films: [film, film] }), /two films have one name/],
  ["draws from nowhere", () => giving({ metrics: { rate: draws++ } })(), /two results/],
  ["runs back", () => ({
    evaluate: ({ progress }) => {
      progress(0.5, "half");
      progress(0.2, "less");
      return Promise.resolve(good);
    },
  }), /from 0.5 to 0.2/],
  ["leaves worlds open", () => ({
    evaluate: async ({ openEnvs }) => {
      await openEnvs(1);
      return good;
    },
  }), /still open/],
];

for (const [what, make, sentence] of broken) {
  Deno.test(`an evaluation that ${what} is caught`, async () => {
    await assert.rejects(checkEvaluation(make, dotContext), (error) => {
      assert.ok(error instanceof Error);
      assert.match(error.message, /^Cannot accept the evaluation: /);
      assert.match(error.message, sentence);
      return true;
    });
  });
}
