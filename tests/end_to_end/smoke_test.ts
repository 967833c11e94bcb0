import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkpointDigest } from "../crash/checkpoint_digest.ts";
import { longerTask } from "../crash/longer_task.ts";
import { readMetrics } from "../../host/runs/metrics_log.ts";
import { orrery, startOrrery } from "./command_line.ts";

const TRAIN = ["tworoom", "--preset", "smoke", "--backend", "wasm", "--json"];

function weights(run: string): Uint8Array {
  return readFileSync(join(run, "checkpoints", "last", "weights.safetensors"));
}

Deno.test("a task name in, a planned, filmed, reported run out", async (t) => {
  const folder = await Deno.makeTempDir();
  const first = await orrery("train", TRAIN, folder);
  assert.equal(first.code, 0, first.stderr);
  const report = JSON.parse(first.stdout);
  const run = join(folder, report.run);

  await t.step("the run folder is complete", () => {
    for (
      const part of [
        "task.json",
        "run.json",
        "metrics.jsonl",
        "report.html",
        "report.json",
        "checkpoints/last/weights.safetensors",
        "checkpoints/last/optimiser.safetensors",
        "checkpoints/last/state.json",
        "checkpoints/best/weights.safetensors",
      ]
    ) assert.ok(existsSync(join(run, part)), part);
    assert.ok(readdirSync(join(run, "media")).some((name) => name.endsWith(".gif")));
    assert.deepEqual(JSON.parse(readFileSync(join(run, "report.json"), "utf8")), report);
  });

  await t.step("the success rate stands beside its floor and ceiling", () => {
    const { success } = report.evaluations;
    for (const { rate, n, low, high } of [success, success.random, success.oracle]) {
      assert.ok(n > 0 && low <= rate && rate <= high && low >= 0 && high <= 1);
    }
    assert.equal(typeof success.criterion, "string");
    assert.ok(success.latencyMs.p50 > 0 && success.latencyMs.p95 >= success.latencyMs.p50);
    assert.ok(success.alreadySolved >= 0);
  });

  await t.step("the same command again says that it is finished", async () => {
    const again = await orrery("train", TRAIN, folder);
    assert.equal(again.code, 0, again.stderr);
    assert.equal(JSON.parse(again.stdout).run, report.run);
    assert.match(again.stderr, /finished/);
  });

  await t.step("--new gives the same weights in another folder", async () => {
    const fresh = await orrery("train", [...TRAIN, "--new"], folder);
    assert.equal(fresh.code, 0, fresh.stderr);
    const other = join(folder, JSON.parse(fresh.stdout).run);
    assert.notEqual(other, run);
    assert.deepEqual(weights(other), weights(run));
  });

  await t.step("evaluate, demo, list and inspect work on the run", async () => {
    const evaluated = await orrery("plan", ["tworoom", "--json"], folder);
    assert.equal(evaluated.code, 0, evaluated.stderr);
    assert.equal(typeof JSON.parse(evaluated.stdout).evaluations.success.rate, "number");
    const fewer = await orrery("evaluate", [run, "success.episodes=3", "--json"], folder);
    assert.equal(fewer.code, 0, fewer.stderr);
    const { evaluations, changed } = JSON.parse(fewer.stdout);
    assert.equal(evaluations.success.n, 3);
    assert.deepEqual(changed, { success: { episodes: 3 } });
    assert.match(readFileSync(join(run, "report.html"), "utf8"), /evaluate \S+ success success\.episodes=3/);
    const demo = await orrery("demo", [run, "--json"], folder);
    assert.equal(demo.code, 0, demo.stderr);
    assert.ok(existsSync(resolve(folder, JSON.parse(demo.stdout).film)));
    const list = await orrery("list", ["--json"], folder);
    assert.equal(JSON.parse(list.stdout).tasks.tworoom.length, 2);
    const [data] = readdirSync(join(folder, "runs", "data")).filter((name) => name.endsWith(".h5"));
    const inspected = await orrery("inspect", [join("runs", "data", data), "--json"], folder);
    assert.equal(inspected.code, 0, inspected.stderr);
    assert.equal(JSON.parse(inspected.stdout).episodes.count, 16);
  });

  await t.step("a truncated checkpoint is refused and kept", async () => {
    const path = join(run, "checkpoints", "last", "weights.safetensors");
    const whole = weights(run);
    await Deno.writeFile(path, whole.subarray(0, 1000));
    const refused = await orrery("evaluate", [run], folder);
    assert.equal(refused.code, 2);
    assert.match(
      refused.stderr.trim().split("\n").at(-1) ?? "",
      /^Cannot read checkpoint .*weights\.safetensors/,
    );
    assert.equal(weights(run).length, 1000);
  });
  await Deno.remove(folder, { recursive: true });
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error("Cannot go on waiting");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Steps logged by the only run in a folder. */
function loggedSteps(folder: string): number {
  const task = join(folder, "runs", "longer");
  if (!existsSync(task)) return 0;
  const [run] = readdirSync(task);
  const path = run ? join(task, run, "metrics.jsonl") : "";
  return existsSync(path) ? readFileSync(path, "utf8").split("\n").length - 1 : 0;
}

Deno.test("a run that was killed continues to the same bytes", async (t) => {
  const args = ["longer.jsonc", "--backend", "wasm", "--json"];
  const start = async () => {
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(join(folder, "longer.jsonc"), longerTask);
    return folder;
  };
  const reference = await start();
  const whole = await orrery("train", args, reference);
  assert.equal(whole.code, 0, whole.stderr);
  const expected = checkpointDigest(join(reference, JSON.parse(whole.stdout).run));
  const expectedRows = loggedSteps(reference);

  // The first stage has 18 steps.
  const stops = [["SIGKILL", 137, 30], ["SIGINT", 130, 12], ["SIGTERM", 143, 30]] as const;
  for (const [signal, code, steps] of stops) {
    await t.step(signal, async () => {
      const folder = await start();
      const process = startOrrery("train", args, folder);
      const output = process.output();
      await until(() => loggedSteps(folder) >= steps);
      process.kill(signal);
      const stopped = await output;
      assert.equal(stopped.code, code, new TextDecoder().decode(stopped.stderr));
      const rest = await orrery("train", args, folder);
      assert.equal(rest.code, 0, rest.stderr);
      const { run, phases } = JSON.parse(rest.stdout);
      assert.equal(checkpointDigest(join(folder, run)), expected);
      const rows = readMetrics(join(folder, run, "metrics.jsonl"));
      assert.ok(phases.train >= rows[rows.length - 1].seconds, "the time of all sittings counts");
      assert.equal(loggedSteps(folder), expectedRows);
      await Deno.remove(folder, { recursive: true });
    });
  }
  await Deno.remove(reference, { recursive: true });
});
