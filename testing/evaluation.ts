import { InputError } from "../core/errors.ts";
import type { Evaluation, EvaluationContext, EvaluationResult, Film, Json } from "../core/types.ts";
import { dotContext } from "./fixtures/dot_context.ts";

function fail(sentence: string): never {
  throw new InputError(`Cannot accept the evaluation: ${sentence}`);
}

/** Refuses what JSON would lose: NaN, infinities, undefined. */
function checkJson(value: Json | undefined, path: string): void {
  if (value === null || typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) fail(`${path} is ${value}, expected a finite number or null`);
    return;
  }
  if (typeof value !== "object") fail(`${path} is ${typeof value}, expected what survives JSON`);
  for (const [key, part] of Object.entries(value)) checkJson(part, `${path}.${key}`);
}

function checkFilm({ name, caption, frames }: Film): void {
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) {
    fail(`a film is called "${name}", expected a file name without ending`);
  }
  if (caption.trim() === "") fail(`film "${name}" has no caption, expected a sentence`);
  if (frames.length === 0) fail(`film "${name}" has no pictures, expected some`);
  const [{ width, height }] = frames;
  for (const frame of frames) {
    const whole = frame.width === width && frame.height === height && frame.rgb.length === 3 * width * height;
    if (!whole) fail(`film "${name}" has pictures of several sizes, expected uint8 [h, w, 3] of one size`);
  }
}

function checkResult({ metrics, films }: EvaluationResult): void {
  if (Object.keys(metrics).length === 0) fail("it gave no metrics, expected some");
  checkJson(metrics, "metrics");
  films.forEach(checkFilm);
  if (new Set(films.map(({ name }) => name)).size < films.length) {
    fail("two films have one name, expected their own");
  }
}

/** The context, with worlds that are counted and progress that is checked. */
function watched(
  context: EvaluationContext,
): { readonly context: EvaluationContext; readonly open: () => number } {
  let open = 0;
  let last = 0;
  return {
    open: () => open,
    context: {
      ...context,
      openEnvs: async (size) => {
        const batch = await context.openEnvs(size);
        open++;
        return {
          size: batch.size,
          spec: batch.spec,
          criterion: batch.criterion,
          start: (starts) => batch.start(starts),
          step: (actions) => batch.step(actions),
          look: (which, streams) => batch.look(which, streams),
          judge: (goals) => batch.judge(goals),
          close: async () => {
            open--;
            await batch.close();
          },
        };
      },
      progress: (done, what) => {
        if (!(done >= last && done <= 1)) {
          fail(`its progress went from ${last} to ${done}, expected a rise up to 1`);
        }
        last = done;
        context.progress(done, what);
      },
    },
  };
}

/**
 * Checks that an evaluation does what every evaluation must: its metrics survive JSON, its films are of one size
 * each and can be filed, that of `film` too, the same context gives the same result, progress rises within [0, 1], and the
 * worlds that it opens are closed.
 *
 * @param make Makes the evaluation.
 * @param context Makes what it is given; twice, with equal streams and clocks. Unless told: a perfect model of a dot
 * on a square, with six held-out episodes and a plan.
 * @throws {InputError} one sentence on the first rule that is broken.
 *
 * @example
 * ```ts
 * import { checkEvaluation } from "@orrery/orrery/testing";
 * import { success } from "@orrery/orrery/evaluations";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const options = { episodes: 4, batch: 4, oracleEpisodes: 0, latencyPlans: 1 };
 * await assert.doesNotReject(checkEvaluation(() => success.make(options, {})));
 * ```
 */
export async function checkEvaluation(
  make: () => Evaluation,
  context: () => EvaluationContext = dotContext,
): Promise<void> {
  const results: EvaluationResult[] = [];
  for (let run = 0; run < 2; run++) {
    const { context: given, open } = watched(context());
    const evaluation = make();
    await evaluation.check?.(given);
    const result = await evaluation.evaluate(given);
    checkResult(result);
    const film = await evaluation.film?.(watched(context()).context);
    if (film) checkFilm(film);
    if (open() > 0) fail(`${open()} of its batches of worlds are still open, expected that it closes them`);
    results.push(result);
  }
  const [first, again] = results.map(({ metrics, films }) =>
    JSON.stringify([metrics, films.map(({ name }) => name)])
  );
  if (first !== again) fail("the same context gave two results, expected the same");
}
