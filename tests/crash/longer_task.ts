/**
 * A task that trains for some seconds on two cores, saves often and evaluates nothing. Its two stages keep all that a
 * checkpoint can hold: weights of an objective, a slow copy of the encoder, running statistics, moments.
 */
export const longerTask = `{
  "name": "longer",
  "env": { "use": "two-room" },
  "data": { "policy": { "use": "random" }, "episodes": 8, "steps": 40 },
  "model": {
    "encoder": { "use": "conv", "with": { "widths": [8, 8, 8, 8], "dim": 16, "projector": 32 } },
    "predictor": { "use": "residual-mlp", "with": { "hidden": 32 } }
  },
  "train": {
    "see": {
      "learn": ["encoder"],
      "views": [
        { "use": "random-crop", "with": { "minArea": 0.9 } },
        { "use": "random-crop", "with": { "minArea": 0.9 } }
      ],
      "objectives": { "vicreg": { "weight": 1, "with": { "expander": 32 } } },
      "steps": 18, "batch": 16, "window": 1, "logEvery": 1, "checkpointEvery": 7
    },
    "joint": {
      "learn": ["encoder", "predictor"],
      "target": { "ema": 0.9 },
      "objectives": { "prediction": { "weight": 1 }, "sigreg": { "weight": 0.09, "with": { "slices": 64 } } },
      "steps": 36, "batch": 16, "window": 3, "logEvery": 1, "checkpointEvery": 7
    }
  },
  "evaluate": {}
}
`;
