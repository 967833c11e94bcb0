import type { Module } from "../../core/types.ts";
import { close, demand, output, same, type Subject, valuesOf, withModule } from "./subject.ts";

/** Inference changes nothing and does not look at neighbours in the batch; training repeats itself exactly. */
export async function checkModes<M extends Module>(subject: Subject<M>): Promise<void> {
  const { kind } = subject;
  const trained = await withModule(subject, (module) => output(subject, module, "train", 4));
  demand(
    kind,
    trained.every(Number.isFinite),
    `training gives numbers that are not finite, expected finite ones`,
  );
  await withModule(subject, async (module) => {
    const weights = { ...module.params, ...module.buffers };
    const before = await valuesOf(weights);
    const inferred = await output(subject, module, "infer", 4);
    demand(
      kind,
      inferred.every(Number.isFinite),
      `inference gives numbers that are not finite, expected finite ones`,
    );
    const after = await valuesOf(weights);
    const changed = Object.keys(before).find((name) => !same(before[name], after[name]));
    demand(kind, changed === undefined, `inference changes "${changed}", expected no change`);
    demand(
      kind,
      same(inferred, await output(subject, module, "infer", 4)),
      "inference gives something else the second time, expected the same",
    );
    const half = await output(subject, module, "infer", 2);
    demand(
      kind,
      close(half, inferred.slice(0, half.length)),
      "inference of a row depends on the other rows of the batch, expected each row by itself",
    );
    demand(
      kind,
      same(trained, await output(subject, module, "train", 4)),
      "training gives something else for the same weights and inputs, expected the same",
    );
  });
}
