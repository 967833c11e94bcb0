import { add, concat, reshape, type Tensor, tidy, zeros } from "@tensorflow/tfjs-core";
import { read } from "../core/engine/read.ts";
import { createWorldModel } from "../core/world_model.ts";
import { compareValue, toTensor } from "./differentiate.ts";
import type { LewmCase, RollOut } from "./lewm_case.ts";
import { greyLevels, type LewmModel } from "./lewm_model.ts";
import type { Discrepancy } from "./replayer.ts";

/** Context and futures `[E·N, C + H, D]`; each candidate is a problem of its own, as its past may be. */
function rollOut({ encoder, predictor }: LewmModel, one: RollOut): Tensor {
  const [E, N, H, A] = one.candidates.shape;
  const [, C, D] = one.context_emb.shape;
  const world = createWorldModel(encoder, { ...predictor, history: one.history_size });
  const context = add(reshape(toTensor(one.context_emb), [E, 1, C, D]), zeros([E, N, C, D]));
  const history = reshape(context, [E * N, C, 1, D]);
  const plans = reshape(toTensor(one.candidates), [E * N, 1, H, A]);
  const past = one.action_history && reshape(toTensor(one.action_history), [E * N, C - 1, A]);
  const futures = world.imagine(history, plans, past ?? undefined); // [E·N, 1, H, 1, D]
  return concat([reshape(history, [E * N, C, D]), reshape(futures, [E * N, H, D])], 1);
}

/** What the model encodes and imagines with the weights that it has. */
export async function replayImagination(one: LewmCase, model: LewmModel): Promise<Discrepancy[]> {
  const [latents, ...rollOuts] = await read(tidy(() => [
    model.encoder.encode({ pixels: greyLevels(one.pixels) }, { mode: "infer" }),
    ...one.rollouts.map((each) => rollOut(model, each)),
  ]));
  return [
    compareValue(one.id, "eval latents", latents, one.eval_emb.data),
    ...one.rollouts.map(({ predicted_emb }, i) =>
      compareValue(one.id, `roll-out ${i}`, rollOuts[i], predicted_emb.data)
    ),
  ];
}
