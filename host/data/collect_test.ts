import assert from "node:assert/strict";
import { join } from "node:path";
import { inProcess } from "../../core/env/env_batch.ts";
import { twoRoom } from "../../envs/mod.ts";
import { random } from "../../policies/mod.ts";
import { collect, type CollectOptions } from "./collect.ts";
import { columnHashes } from "./column_hashes.ts";
import { openDataset } from "./open_dataset.ts";
import { ownCollector } from "./own_collector.ts";
import { inFolder } from "../../tests/fixtures/in_folder.ts";

/** Collects by so many who make episodes. */
async function collectInto(
  path: string,
  count: number,
  { seed = 3, ...options }: Partial<CollectOptions> & { readonly seed?: number } = {},
): Promise<void> {
  const batches = Array.from({ length: count }, () => inProcess(() => twoRoom.make({}, {}), 1));
  const [{ spec }] = batches;
  const collectors = batches.map((batch) =>
    ownCollector({ batch, policy: random.make({}, { spec }), steps: 6, seed })
  );
  await collect({ collectors, spec, path, episodes: 7, attributes: { seed }, ...options });
  await Promise.all(batches.map((batch) => batch.close()));
}

Deno.test("every column is byte-equal however many make the episodes, and differs with the seed", () =>
  inFolder(async (folder) => {
    const hashes = async (name: string, count: number, seed: number) => {
      await collectInto(join(folder, name), count, { seed });
      return columnHashes(join(folder, name));
    };
    const one = await hashes("one.h5", 1, 3);
    assert.deepEqual(Object.keys(one).sort(), [
      "action",
      "env_state",
      "ep_len",
      "ep_offset",
      "pixels",
      "reward",
      "state",
      "step_idx",
      "terminated",
      "truncated",
    ]);
    assert.deepEqual(await hashes("three.h5", 3, 3), one);
    assert.deepEqual(await hashes("ten.h5", 10, 3), one);
    const other = await hashes("other.h5", 1, 4);
    for (const column of ["action", "pixels", "state"]) assert.notEqual(other[column], one[column]);
  }));

Deno.test("rows hold the observation, the state and the action that leaves them; replayed they come out the same", () =>
  inFolder(async (folder) => {
    await collectInto(join(folder, "a.h5"), 2, { attributes: { seed: 3, data_key: "0123" } });
    using dataset = openDataset(join(folder, "a.h5"));
    assert.deepEqual(dataset.lengths, new Array(7).fill(7));
    const env = twoRoom.make({}, {});
    assert.deepEqual(dataset.attributes, {
      env: env.id,
      seed: 3,
      state_names: env.variables.map(({ name }) => name),
      data_key: "0123",
      format_version: 1,
      complete: 1,
    });
    const read = (column: string, row: number) => dataset.read(4, column, row, 1);
    env.setState(Float64Array.from(read("env_state", 0), Number));
    for (let row = 0; row < 7; row++) {
      assert.deepEqual(read("pixels", row), env.observe("pixels"));
      assert.deepEqual(read("state", row), env.measure());
      assert.deepEqual(read("env_state", row), env.getState());
      assert.deepEqual(read("step_idx", row), Int32Array.of(row));
      assert.deepEqual(read("truncated", row), Uint8Array.of(row === 6 ? 1 : 0));
      const action = Float32Array.from(read("action", row), Number);
      if (row === 6) assert.ok(action.every(Number.isNaN));
      else assert.equal(env.step(action).reward, Number(read("reward", row + 1)[0]));
    }
  }));

Deno.test("an interrupted collection leaves no dataset, and the next one makes it whole", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a.h5");
    const stop = (done: number) => {
      if (done === 3) throw new Error("stop");
    };
    await assert.rejects(collectInto(path, 2, { progress: stop }), /stop/);
    assert.throws(() => openDataset(path), /no such file/);
    const seen: number[] = [];
    await collectInto(path, 2, { progress: (done) => seen.push(done) });
    assert.deepEqual(seen, [1, 2, 3, 4, 5, 6, 7]);
    await collectInto(join(folder, "b.h5"), 2);
    assert.deepEqual(columnHashes(path), columnHashes(join(folder, "b.h5")));
  }));

Deno.test("no episodes, or a folder that is not there, is refused", () =>
  inFolder(async (folder) => {
    await assert.rejects(collectInto(join(folder, "a.h5"), 1, { episodes: 0 }), /Cannot collect 0 episodes/);
    await assert.rejects(collectInto(join(folder, "no", "a.h5"), 1), /Cannot create .*a\.h5\.part/);
  }));
