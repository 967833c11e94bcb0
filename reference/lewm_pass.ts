import {
  add,
  mul,
  reshape,
  type Scalar,
  slice,
  type Tensor,
  type Variable,
  variable,
  variableGrads,
} from "@tensorflow/tfjs-core";
import { seededRng } from "../core/rng.ts";
import { prediction } from "../models/objectives/prediction.ts";
import { sigregQuadrature } from "../models/objectives/sigreg.ts";
import { slicedEppsPulley } from "../models/objectives/sliced_epps_pulley.ts";
import { toTensor } from "./differentiate.ts";
import type { LewmCase } from "./lewm_case.ts";
import { greyLevels, type LewmModel } from "./lewm_model.ts";
import type { OracleTensor } from "./replayer.ts";

/** Everything of one training step that the reference tells. */
interface Pass {
  readonly loss: Scalar;
  readonly error: Scalar;
  readonly sigreg: Scalar;
  readonly latents: Tensor;
  readonly guesses: Tensor;
}

function forward({ encoder, predictor }: LewmModel, one: LewmCase, directions: OracleTensor): Pass {
  const latents = encoder.encode({ pixels: greyLevels(one.pixels) }, { mode: "train" }); // [B, T, 1, D]
  const [B, T, , D] = latents.shape as [number, number, number, number];
  const A = one.actions.shape[2];
  const actions = slice(toTensor(one.actions), 0, [B, T - 1, A]);
  const guesses = predictor.predict(slice(latents, 0, [B, T - 1, 1, D]), { actions }, "train");
  const objective = prediction.make({ distance: "mse" }, { tokens: 1, dim: D, action: A, rng: seededRng(0) });
  const { loss: error } = objective.loss({
    batch: { observations: {}, actions },
    rng: seededRng(0),
    mode: "train",
    encode: () => latents,
    target: () => latents,
    predict: () => guesses,
  });
  const statistic = slicedEppsPulley(
    reshape(latents, [B, T, D]),
    toTensor(directions),
    sigregQuadrature(17, 3),
  );
  const sigreg: Scalar = mul(statistic, B);
  return { loss: add(error, mul(sigreg, one.lambda_sigreg)), error, sigreg, latents, guesses };
}

/** Copies of tensors that would die with the forward pass, in variables that the caller frees. */
function kept(tensors: readonly Tensor[], variables: Variable[]): void {
  for (const tensor of tensors) variables.push(variable(tensor.clone(), false));
}

/** What one pass gives; the tensors belong to the caller. */
export interface Differentiated {
  /** Loss, prediction error, SIGReg, latents and guesses. */
  readonly results: readonly Tensor[];
  /** Gradients by the names of the parameters. */
  readonly gradients: { readonly [name: string]: Tensor };
}

/** One forward and backward pass in training mode. */
export function differentiateLoss(
  model: LewmModel,
  one: LewmCase,
  directions: OracleTensor,
): Differentiated {
  const names = Object.keys(model.params);
  const copies: Variable[] = [];
  const { grads } = variableGrads(() => {
    const { loss, error, sigreg, latents, guesses } = forward(model, one, directions);
    kept([loss, error, sigreg, latents, guesses], copies);
    return loss;
  }, Object.values(model.params));
  const results = copies.map((copy) => copy.clone());
  copies.forEach((copy) => copy.dispose());
  const gradients = Object.fromEntries(names.map((name) => [name, grads[model.params[name].name]]));
  return { results, gradients };
}
