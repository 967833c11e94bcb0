import assert from "node:assert/strict";
import builtin from "../builtin.ts";
import { component } from "../core/component.ts";
import { Registry } from "../core/registry.ts";
import type { Plugin } from "../core/types.ts";
import { quiet, tinyTask } from "../tests/crash/tiny_run.ts";
import { DotWorld } from "../testing/fixtures/dot_world.ts";
import { collectData, envMaker, openTaskWorld } from "./collect_data.ts";
import { inFolder } from "../tests/fixtures/in_folder.ts";

/** A task of a dataset, or of a world, that count how often they are made and closed. */
function counted() {
  const counts = { datasets: 0, worlds: 0, closed: 0 };
  class Counted extends DotWorld {
    close = () => void counts.closed++;
  }
  const plugin: Plugin = {
    name: "counted",
    env: {
      "two-room": component("env", {
        description: "Dots",
        options: {},
        make: () => {
          counts.worlds++;
          return new Counted();
        },
      }),
    },
    policy: builtin.policy ?? {},
    dataset: {
      grey: component("dataset", {
        description: "Grey",
        options: {},
        make: () => {
          counts.datasets++;
          return {
            id: "grey@1",
            observations: { level: { shape: [1], dtype: "float32" } },
            actionSpace: { kind: "box", low: [], high: [] },
            variables: [],
            episodes: 2,
            episode: (index) => ({
              rows: 1,
              observations: { level: Float32Array.of(index) },
              variables: new Float64Array(),
            }),
          };
        },
      }),
    },
  };
  const { task: { env: _, ...rest } } = tinyTask();
  const { heldOut, frameskip } = rest.data;
  const brought = { ...rest, data: { dataset: { use: "grey" }, heldOut, frameskip } };
  return {
    counts,
    acted: { ...tinyTask().task, env: { use: "two-room" } },
    brought,
    registry: new Registry([plugin]),
  };
}

Deno.test("a dataset is made once a command, whether its data is there or not", () =>
  inFolder(async (folder) => {
    const { counts, brought, registry } = counted();
    for (const made of [1, 2]) {
      const world = await openTaskWorld(brought, registry);
      const { spec } = await collectData(brought, registry, folder, quiet, undefined, world);
      assert.deepEqual([spec.id, counts.datasets], ["grey@1", made]);
    }
    assert.equal((await collectData(brought, registry, folder, quiet)).spec.id, "grey@1");
    assert.equal(counts.datasets, 3);
  }));

Deno.test("all worlds that are made are closed, those that are asked for their spec only, too", () =>
  inFolder(async (folder) => {
    const { counts, acted, registry } = counted();
    const { spec } = await collectData(acted, registry, folder, quiet);
    assert.equal(spec.id, "dot@1");
    assert.ok(counts.worlds > 1);
    assert.equal(counts.closed, counts.worlds);
  }));

Deno.test("a task of a dataset has no world to act in", () => {
  const { brought, registry } = counted();
  assert.throws(
    () => envMaker(brought, registry),
    /^InputError: Cannot make the world of task "tiny": it learns from dataset "grey", expected an "env"/,
  );
});
