/** A task that trains for some seconds on two cores, saves often and evaluates nothing. */
export const longerTask = `{
  "name": "longer",
  "env": { "use": "two-room" },
  "data": { "policy": { "use": "random" }, "episodes": 8, "steps": 40 },
  "model": {
    "encoder": { "use": "conv", "with": { "widths": [8, 8, 8, 8], "dim": 16, "projector": 32 } },
    "predictor": { "use": "residual-mlp", "with": { "hidden": 32 } }
  },
  "train": {
    "joint": {
      "learn": ["encoder", "predictor"],
      "objectives": { "prediction": { "weight": 1 }, "sigreg": { "weight": 0.09, "with": { "slices": 64 } } },
      "steps": 60, "batch": 16, "window": 3, "logEvery": 1, "checkpointEvery": 7
    }
  },
  "evaluate": {}
}
`;
