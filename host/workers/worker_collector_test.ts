import assert from "node:assert/strict";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import builtin from "../../builtin.ts";
import { inProcess } from "../../core/env/env_batch.ts";
import { makeEnv } from "../../core/env/wrap.ts";
import { Registry } from "../../core/registry.ts";
import { collect } from "../data/collect.ts";
import { columnHashes } from "../data/column_hashes.ts";
import { ownCollector } from "../data/own_collector.ts";
import { inFolder } from "../../tests/fixtures/in_folder.ts";
import type { EpisodeSource } from "./collect_request.ts";
import { WorkerCollector } from "./worker_collector.ts";

const source: EpisodeSource = {
  env: { use: "two-room" },
  policy: { use: "two-room-expert" },
  steps: 9,
  seed: 3,
  plugins: [],
  base: import.meta.url,
};

/** A world that throws in some of its episodes, and marks its end. */
const BROKEN = `
const make = ({ mark }) => {
  let steps = 0;
  return {
    id: "broken@1",
    observations: { pixels: { shape: [1, 1, 3], dtype: "uint8" } },
    actionSpace: { kind: "box", low: [-1], high: [Infinity] },
    variables: [],
    factors: [],
    reset: () => { if (steps > 0) throw new RangeError("it fails"); },
    step: () => { steps++; return { reward: 0, terminated: false, truncated: false }; },
    observe: () => new Uint8Array(3),
    measure: () => new Float64Array(0),
    getState: () => new Float64Array(1),
    setState: () => {},
    close: () => Deno.writeTextFileSync(mark, "closed"),
  };
};
const mark = { type: "string", default: "", description: "file to make at the end" };
const still = { streams: [], begin: () => {}, act: (turns) => Promise.resolve(turns.map(() => Float32Array.of(0))) };
export default {
  name: "b",
  env: { broken: { kind: "env", description: "Broken", options: { mark }, make } },
  policy: { still: { kind: "policy", description: "Still", options: {}, make: () => still } },
};
`;

/** A world that prints, then throws where nothing catches it. */
const LOUD = BROKEN.replace("if (steps > 0)", "if (false)").replace(
  "step: () => {",
  `step: () => {
      if (steps === 3) {
        console.log("a line with %d", 1);
        Deno.stderr.writeSync(new TextEncoder().encode("a begun"));
        console.warn(" line");
        Deno.stderr.writeSync(new TextEncoder().encode("an open line"));
      }
      if (steps === 12) setTimeout(() => { throw new RangeError("nobody catches it"); });`,
);

/** What this thread is told to print. */
async function printedBy(work: () => Promise<void>): Promise<string[]> {
  const { stdout, stderr } = process;
  const own = { stdout: stdout.write, stderr: stderr.write };
  const printed: string[] = [];
  const take = (stream: string) => (text: string) => text !== "" && printed.push(`${stream}: ${text}`);
  Object.assign(stdout, { write: take("stdout") });
  Object.assign(stderr, { write: take("stderr") });
  try {
    await work();
  } finally {
    Object.assign(stdout, { write: own.stdout });
    Object.assign(stderr, { write: own.stderr });
  }
  return printed;
}

/** Collects by this thread, or not, and by so many workers. */
async function hashes(path: string, from: EpisodeSource, here: boolean, workers: number) {
  const registry = new Registry([builtin]);
  const batch = inProcess(() => makeEnv(registry, from.env), 1);
  const { spec } = batch;
  const own = ownCollector({ ...from, batch, policy: registry.make("policy", from.policy, { spec }) });
  const helpers = Array.from({ length: workers }, () => new WorkerCollector(from));
  await collect({ collectors: [...here ? [own] : [], ...helpers], spec, path, episodes: 6 });
  await Promise.all([batch, ...helpers].map((one) => one.close()));
  return columnHashes(path);
}

Deno.test("every column is byte-equal in this thread, in a worker and in both, wrapped worlds too", () =>
  inFolder(async (folder) => {
    const here = await hashes(join(folder, "here.h5"), source, true, 0);
    assert.deepEqual(await hashes(join(folder, "worker.h5"), source, false, 1), here);
    assert.deepEqual(await hashes(join(folder, "both.h5"), source, true, 2), here);
    const wrap = [{ use: "pixel-noise" }, { use: "frame-stack" }, { use: "time-limit", with: { steps: 7 } }];
    const wrapped = { ...source, env: { use: "two-room", wrap } };
    const alone = await hashes(join(folder, "alone.h5"), wrapped, true, 0);
    assert.deepEqual(await hashes(join(folder, "wrapped.h5"), wrapped, true, 1), alone);
    assert.notDeepEqual(alone, here);
  }));

Deno.test("what goes wrong in a worker is told as in this thread, and its world is closed", () =>
  inFolder(async (folder) => {
    const mark = join(folder, "mark");
    await Deno.writeTextFile(join(folder, "broken.js"), BROKEN);
    const worker = new WorkerCollector({
      ...source,
      env: { use: "broken", with: { mark } },
      policy: { use: "still" },
      plugins: ["./broken.js"],
      base: pathToFileURL(join(folder, "task.jsonc")).href,
    });
    assert.equal((await worker.collect(0)).step_idx.length, 10);
    await assert.rejects(worker.collect(1), { name: "RangeError", message: "it fails" });
    await worker.close();
    assert.equal(await Deno.readTextFile(mark), "closed");
  }));

Deno.test("what a world prints in a worker is printed by this thread, and an error that nothing catches ends it", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "loud.js"), LOUD);
    const printed = await printedBy(async () => {
      const worker = new WorkerCollector({
        ...source,
        env: { use: "broken", with: { mark: join(folder, "mark") } },
        policy: { use: "still" },
        plugins: ["./loud.js"],
        base: pathToFileURL(join(folder, "task.jsonc")).href,
      });
      assert.equal((await worker.collect(0)).step_idx.length, 10);
      const gone =
        /^HostError: Cannot go on with a worker: it ended with ".*nobody catches it", expected it to/;
      await assert.rejects(async () => {
        for (let index = 1; index < 1000; index++) await worker.collect(index);
      }, gone);
      await worker.close();
    });
    assert.deepEqual(printed, [
      "stdout: a line with 1\n",
      "stderr: a begun line\n",
      "stderr: an open line\n",
    ]);
  }));

Deno.test("a worker that cannot make its world says so for each episode, and can be closed", async () => {
  const worker = new WorkerCollector({ ...source, env: { use: "two-rom" } });
  const absent = /^InputError: Cannot find env "two-rom": did you mean "two-room"\?/;
  await assert.rejects(worker.collect(0), absent);
  await assert.rejects(worker.collect(1), absent);
  await worker.close();
});
