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
import { carRacing, dotWall, pong, pushT, reacher, twoRoom } from "./envs/mod.ts";
import { costFidelity, nearestNeighbours, retrieval, success, surprise } from "./evaluations/mod.ts";
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
import { cem, energyRanking, goalDistance, icem, mppi, randomShooting } from "./planners/mod.ts";
import {
  carRacingDriver,
  correlated,
  dotWallExpert,
  dotWallWalker,
  pongExpert,
  pongRandom,
  pushTExpert,
  pushTPusher,
  random,
  reacherExpert,
  reacherRandom,
  twoRoomExpert,
} from "./policies/mod.ts";
import {
  actionRepeat,
  blur,
  colourJitter,
  distractor,
  frameStack,
  occlusion,
  pixelNoise,
  randomFactors,
  shift,
  timeLimit,
} from "./wrappers/mod.ts";

/** The built-in components, by kind and name. */
const builtin: Plugin = {
  name: "orrery",
  env: { "two-room": twoRoom, "dot-wall": dotWall, "push-t": pushT, reacher, pong, "car-racing": carRacing },
  wrapper: {
    "action-repeat": actionRepeat,
    blur,
    "colour-jitter": colourJitter,
    distractor,
    "frame-stack": frameStack,
    occlusion,
    "pixel-noise": pixelNoise,
    "random-factors": randomFactors,
    shift,
    "time-limit": timeLimit,
  },
  policy: {
    random,
    correlated,
    "car-racing-driver": carRacingDriver,
    "two-room-expert": twoRoomExpert,
    "dot-wall-walker": dotWallWalker,
    "dot-wall-expert": dotWallExpert,
    "pong-expert": pongExpert,
    "pong-random": pongRandom,
    "push-t-pusher": pushTPusher,
    "push-t-expert": pushTExpert,
    "reacher-random": reacherRandom,
    "reacher-expert": reacherExpert,
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
  planner: { cem, "energy-ranking": energyRanking, icem, mppi, "random-shooting": randomShooting },
  evaluation: {
    success,
    surprise,
    "cost-fidelity": costFidelity,
    "nearest-neighbours": nearestNeighbours,
    retrieval,
  },
};

export default builtin;
