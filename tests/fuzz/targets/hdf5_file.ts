import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { Hdf5Reader } from "../../../host/data/hdf5/reader.ts";
import { mutate } from "../mutate.ts";
import type { Target } from "../target.ts";

const files = ["episodes.h5", "types.h5"].map((name) =>
  readFileSync(new URL(`../../../host/data/hdf5/fixtures/${name}`, import.meta.url))
).map((bytes) => new Uint8Array(bytes));

/** HDF5 files, every dataset and attribute of them. */
export const hdf5File: Target = {
  name: "hdf5-file",
  cases: 1000,
  mayEnd: true,
  // Cut files are refused by their size; the unit tests have those.
  damage: (rng) => mutate(files[rng.integer(files.length)], rng, true),
  read: (file) => {
    const path = Deno.makeTempFileSync({ suffix: ".h5" });
    try {
      writeFileSync(path, file);
      using reader = new Hdf5Reader(path);
      reader.attributes();
      for (const { name, unreadable } of reader.datasets) if (unreadable === undefined) reader.readAll(name);
    } finally {
      rmSync(path);
    }
  },
};
