/**
 * The built-in components, as an ordinary plugin: nothing in it that an outsider could not write.
 *
 * @example
 * ```ts
 * import { builtin } from "@orrery/orrery";
 * import { Registry } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * assert.ok(new Registry([builtin]).names("env").includes("two-room"));
 * ```
 *
 * @module
 */
import type { Plugin } from "./core/types.ts";
import { carRacing, pushT, twoRoom } from "./envs/mod.ts";
import { costFidelity, nearestNeighbours, retrieval, success } from "./evaluations/mod.ts";
import {
  adalnTransformer,
  conv,
  maskedPrediction,
  maskedTransformer,
  patchTransformer,
  prediction,
  randomCrop,
  residualMlp,
  sigreg,
  vicreg,
  vit,
} from "./models/mod.ts";
import { cem, energyRanking, goalDistance, icem } from "./planners/mod.ts";
import {
  carRacingDriver,
  correlated,
  pushTExpert,
  pushTPusher,
  random,
  twoRoomExpert,
} from "./policies/mod.ts";

/** The built-in components, by kind and name. */
const builtin: Plugin = {
  name: "orrery",
  env: { "two-room": twoRoom, "push-t": pushT, "car-racing": carRacing },
  policy: {
    random,
    correlated,
    "car-racing-driver": carRacingDriver,
    "two-room-expert": twoRoomExpert,
    "push-t-pusher": pushTPusher,
    "push-t-expert": pushTExpert,
  },
  view: { "random-crop": randomCrop },
  encoder: { conv, "patch-transformer": patchTransformer, vit },
  predictor: {
    "adaln-transformer": adalnTransformer,
    "masked-transformer": maskedTransformer,
    "residual-mlp": residualMlp,
  },
  objective: { "masked-prediction": maskedPrediction, prediction, sigreg, vicreg },
  cost: { "goal-distance": goalDistance },
  planner: { cem, "energy-ranking": energyRanking, icem },
  evaluation: { success, "cost-fidelity": costFidelity, "nearest-neighbours": nearestNeighbours, retrieval },
};

export default builtin;
