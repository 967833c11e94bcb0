import { component, integer } from "../../../core/mod.ts";
import type { Component, Dataset, DatasetEpisode, Rng } from "../../../core/mod.ts";

const SIDE = 16;
const CLASSES = ["elliptical", "edge-on", "spiral"] as const;

/** Light at a place `(u, v)` from the centre, in 0 … 1, of each class. */
const LIGHT: { readonly [name in typeof CLASSES[number]]: (u: number, v: number) => number } = {
  elliptical: (u, v) => Math.exp(-(u * u) / 20 - v * v / 10),
  "edge-on": (u, v) => Math.exp(-(u * u) / 40 - 2 * v * v),
  spiral: (u, v) => {
    const r = Math.hypot(u, v);
    return Math.exp(-r / 6) * (0.5 + 0.5 * Math.cos(2 * Math.atan2(v, u) - 1.5 * r));
  },
};

/** A picture, turned, shifted, lighter or darker, with noise. */
function draw(name: typeof CLASSES[number], rng: Rng): Uint8Array {
  const turn = rng.uniform(0, 2 * Math.PI);
  const [x0, y0] = [SIDE / 2 + rng.uniform(-1, 1), SIDE / 2 + rng.uniform(-1, 1)];
  const brightness = rng.uniform(90, 150);
  return Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    const [x, y] = [pixel % SIDE - x0, Math.floor(pixel / SIDE) - y0];
    const [u, v] = [x * Math.cos(turn) + y * Math.sin(turn), y * Math.cos(turn) - x * Math.sin(turn)];
    return brightness * LIGHT[name](u, v) + rng.uniform(0, 100);
  });
}

function episode(index: number, rng: Rng): DatasetEpisode {
  const label = index % CLASSES.length;
  return {
    rows: 1,
    observations: { pixels: draw(CLASSES[label], rng.fork(index)) },
    variables: Float64Array.of(label),
  };
}

/** Pictures of made-up galaxies of three kinds, each with its label. */
export const galaxies: Component<"dataset"> = component("dataset", {
  description: "Pictures of made-up galaxies of three kinds, with labels",
  options: { pictures: integer({ default: 300, min: 2, description: "pictures" }) },
  make: ({ pictures }, { rng }): Dataset => ({
    id: "galaxies@1",
    observations: { pixels: { shape: [SIDE, SIDE, 3], dtype: "uint8" } },
    actionSpace: { kind: "box", low: [], high: [] },
    variables: [{ name: "shape", unit: "", description: "kind of galaxy", classes: CLASSES }],
    episodes: pictures,
    episode: (index) => episode(index, rng),
  }),
});

export default { name: "galaxies", dataset: { galaxies } };
