import type { EnvNotes } from "../../core/types.ts";

/** What the page of CarRacing says that its code does not. */
export const carRacingNotes: EnvNotes = {
  about:
    "CarRacing: a car with rear-wheel drive drives a lap on a road that every episode draws anew, seen from " +
    "above. The rules are those of Gymnasium's `CarRacing-v3` on Box2D, and so are the tracks: `reset` with a " +
    "seed gives the track that Gymnasium gives. What makes it hard: the camera turns with the car, so that the " +
    "whole picture moves; speed shows only in the instruments and between pictures; and a car that slips does " +
    "not go where its wheels point.",
  actions:
    "`continuous`: `[steer, gas, brake]`. Steering is −1 (left) to 1 (right), the angle in radians to which " +
    "a motor turns the front wheels, which stop at 0.4; gas and brake are 0 to 1, gas rises by at most 0.1 a " +
    "step, and a brake from 0.9 locks the wheels. `discrete`: 0 nothing, 1 right (0.6), 2 left (0.6), 3 gas " +
    "(0.2), 4 brake (0.8).",
  reward:
    "−0.1 a step, and 1000 ÷ (pieces of road) for each piece that a wheel touches for the first time. In the " +
    "step in which the car leaves the field the reward is −100 instead.",
  start:
    "At rest at the first point of the road, heading along it, so that the first piece is driven on at once, except on a few tracks. The seed decides the track, and the " +
    "colours of road, field and grass where `randomColours` is on, but for those that factors give. One step without an action is made at once, so " +
    "that the wheels settle. During the first second the camera comes nearer, unless `intro` is off.",
  end:
    "Terminated when all pieces were driven on, when the first piece is driven on for the first time after more " +
    "than `lapShare` of all pieces, itself included, and when the car leaves the field (333⅓ m from the middle). Truncated after " +
    "`limit` steps, 1000 unless told.",
  differences: [
    "Joints start every step from nothing (Box2D's warm starting is off) and bodies never sleep, so that a state " +
    "holds places and velocities only and restoring it is exact. With 180 sweeps over four joints it hardly " +
    "matters: the same actions lead less than 0.1 mm elsewhere in 200 steps, and 7 cm in 1000.",
    "The solver is Box2D 2.4 (npm's `box2d-wasm`), Gymnasium's is 2.3: the same method, not the same bits.",
    "Which pieces a wheel touches is told from the corners of both, with Box2D's skin of 0.02 m; Gymnasium asks " +
    "Box2D. At corners the answer may come up to 8 mm earlier.",
    "A piece takes the plain colour of the road when a wheel touches it; in Gymnasium when the hull does too.",
    "The score is drawn with digits of 3 by 5 cells where Gymnasium has a font, and pictures average 4 samples a " +
    "pixel (the instruments are exact), where Gymnasium draws 1000 by 800 px and shrinks.",
    "Where the ends of a track are glued, a piece can be turned inside out; it is the hull of its corners here, as in " +
    "Box2D, also in pictures, where Gymnasium draws the corners in their order.",
    "Sines, cosines and arc tangents of the track are sums and products of the project's own, so that a seed is the " +
    "same track on every machine.",
    "The time limit of 1000 steps is part of the world (`limit`); Gymnasium wraps it around.",
  ],
  history: { "car-racing@1": "The first version." },
};
