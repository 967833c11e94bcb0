import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HostError } from "../../core/errors.ts";
import { taskHash } from "../../core/task/hash.ts";
import { lockRun } from "../../host/runs/run_lock.ts";
import { orrery, startOrrery } from "../end_to_end/command_line.ts";
import { longerTask } from "./longer_task.ts";

const TRAIN = ["longer.jsonc", "--backend", "wasm", "--json"];

async function withTask(text: string, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    writeFileSync(join(folder, "longer.jsonc"), text);
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The only run of a folder, once it has saved a checkpoint. */
async function savedRun(folder: string): Promise<string> {
  const runs = join(folder, "runs", "longer");
  for (let i = 0; i < 3000; i++, await wait(20)) {
    const [run] = existsSync(runs) ? readdirSync(runs) : [];
    if (run && existsSync(join(runs, run, "checkpoints", "last", "state.json"))) return join(runs, run);
  }
  throw new Error("Cannot go on waiting for a checkpoint");
}

/** The one sentence that a refused command ends with. */
function refused({ code, stderr }: { readonly code: number; readonly stderr: string }, exit: number): string {
  assert.equal(code, exit, stderr);
  assert.doesNotMatch(stderr, /\n\s+at /, "no stack");
  const said = stderr.trim().split("\n").at(-1) ?? "";
  assert.match(said, /^Cannot /);
  return said;
}

Deno.test("a second trainer of a run is refused, a lock that was left behind is taken over", () =>
  withTask(longerTask, async (folder) => {
    const first = startOrrery("train", TRAIN, folder);
    const output = first.output();
    const run = await savedRun(folder);
    const second = await orrery("train", TRAIN, folder);
    assert.match(refused(second, 1), new RegExp(`^Cannot work on .*: process ${first.pid} is training`));
    first.kill("SIGKILL");
    await output;
    assert.ok(existsSync(join(run, "run.lock")), "the lock's file outlives its process");
    using _lock = lockRun(run);
    assert.throws(() => lockRun(run), HostError);
  }));

Deno.test("a task that changed under a stopped run is refused with the fields that differ", () =>
  withTask(longerTask, async (folder) => {
    const first = startOrrery("train", TRAIN, folder);
    const output = first.output();
    const run = await savedRun(folder);
    first.kill("SIGTERM");
    assert.equal((await output).code, 143);
    const saved = readFileSync(join(run, "checkpoints", "last", "weights.safetensors"));
    const file = join(folder, "longer.jsonc");
    writeFileSync(file, longerTask.replace('"steps": 36', '"steps": 37').replace("0.09", "0.1"));
    const changed = refused(await orrery("train", TRAIN, folder), 2);
    assert.match(changed, /train\.joint\.objectives\.sigreg\.weight is 0\.1, was 0\.09/);
    assert.match(changed, /train\.joint\.steps is 37, was 36.*--new$/);
    const by = refused(await orrery("train", [run, "train.joint.batch=4", "--json"], folder), 2);
    assert.match(by, /train\.joint\.batch is 4, was 16; a run keeps the task/);
    const task = join(run, "task.json");
    writeFileSync(task, readFileSync(task, "utf8").replace('"batch": 16', '"batch": 8'));
    for (const again of [[run, "--json"], TRAIN]) {
      writeFileSync(file, longerTask);
      assert.match(refused(await orrery("train", again, folder), 2), /task\.json was changed by hand/);
    }
    assert.deepEqual(readFileSync(join(run, "checkpoints", "last", "weights.safetensors")), saved);
  }));

Deno.test("a run that an earlier version left, before a field was there, goes on by the same command", () =>
  withTask(longerTask, async (folder) => {
    const first = startOrrery("train", TRAIN, folder);
    const output = first.output();
    const run = await savedRun(folder);
    first.kill("SIGKILL");
    await output;
    const [taskFile, infoFile] = ["task.json", "run.json"].map((name) => join(run, name));
    const { version: _version, ...earlier } = JSON.parse(readFileSync(taskFile, "utf8"));
    writeFileSync(taskFile, JSON.stringify(earlier));
    const info = JSON.parse(readFileSync(infoFile, "utf8"));
    writeFileSync(infoFile, JSON.stringify({ ...info, hash: await taskHash(earlier) }));
    const { code, stdout, stderr } = await orrery("train", TRAIN, folder);
    assert.equal(code, 0, stderr);
    assert.equal(join(folder, JSON.parse(stdout).run), run);
  }));
