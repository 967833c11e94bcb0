import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inFolder } from "../fixtures/in_folder.ts";
import { commandLine, type Outcome } from "./command_line.ts";

const TASK = `{
  "name": "small",
  "env": { "use": "two-room" },
  "data": { "policy": { "use": "random" }, "episodes": 4, "steps": 20 },
  "model": {
    "encoder": { "use": "conv", "with": { "widths": [4, 4, 4, 4], "dim": 4, "projector": 4 } },
    "predictor": { "use": "residual-mlp", "with": { "hidden": 2, "depth": 1 } }
  },
  "train": {
    "joint": {
      "learn": ["encoder", "predictor"],
      "objectives": { "prediction": { "weight": 1 }, "sigreg": { "weight": 1, "with": { "slices": 4 } } },
      "steps": 2, "batch": 4, "window": 2
    }
  },
  "evaluate": {}
}`;

/** A policy that prints whenever it acts. */
const LOUD = `
const act = (turns) => {
  console.log("acting");
  console.error("acting");
  return Promise.resolve(turns.map(() => Float32Array.of(0, 0)));
};
const make = () => ({ streams: [], begin: () => {}, act });
export default { name: "loud", policy: { loud: { kind: "policy", description: "Loud", options: {}, make } } };
`;

const quoted = (word: string): string => `'${word}'`;

/** Runs deno where a shell's words send its streams elsewhere. */
async function shell(
  folder: string,
  args: readonly string[],
  redirect: string,
  before = "",
): Promise<Outcome> {
  const command = [Deno.execPath(), ...args].map(quoted).join(" ");
  const { stdout, stderr } = await new Deno.Command("sh", {
    args: ["-c", `{ ${before} ${command}; echo "exit $?" >&3; } 3>&2 ${redirect}`],
    cwd: folder,
    env: { NO_COLOR: "1" },
  }).output();
  const [said, code] = new TextDecoder().decode(stderr).split(/exit (\d+)\n$/);
  return { code: Number(code), stdout: new TextDecoder().decode(stdout), stderr: said };
}

const FULL =
  /^Cannot print the result: standard output gave "No space left on device.*", expected it to take all/;
const CLOSED = /^Cannot print the result: standard output gave "Broken pipe.*", expected it to take all/;

/** One sentence after what was said before, and exit code 1. */
function expectRefused({ code, stderr }: Outcome, says = FULL): void {
  const said = stderr.trimEnd().split("\n");
  assert.match(said.at(-1) ?? "", says, stderr);
  assert.equal(said.filter((line) => line.startsWith("Cannot")).length, 1, stderr);
  assert.doesNotMatch(stderr, /\n\s+at /, "no stack");
  assert.equal(code, 1);
}

async function inTask(work: (folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, "small.jsonc"), TASK);
    writeFileSync(join(folder, "loud.js"), LOUD);
    await work(folder);
  });
}

/** The only run of an output folder, which is whole. */
function expectWhole(folder: string, out: string): void {
  const runs = join(folder, out, "small");
  const [run, ...others] = readdirSync(runs);
  assert.deepEqual(others, []);
  assert.equal(JSON.parse(readFileSync(join(runs, run, "run.json"), "utf8")).finished, true);
  assert.ok(existsSync(join(runs, run, "report.html")));
}

Deno.test("a result is printed whole, or one sentence tells why it is not", () =>
  inTask(async (folder) => {
    const main = commandLine("list", []).slice(0, -1);
    const full = [
      [...main, "--version"],
      commandLine("collect", ["--help"]),
      commandLine("list", []),
      commandLine("schema", []),
      commandLine("collect", ["small.jsonc", "--json"]),
    ];
    // Somebody before has set the pipe not to wait for its reader, which is slow.
    const dd = "dd count=0 oflag=nonblock 2>&3;";
    const [slow, closed, both, ...refused] = await Promise.all([
      shell(folder, commandLine("schema", []), "| { sleep 3; cat; }", dd),
      shell(folder, commandLine("list", ["--json"]), "| true"),
      shell(folder, commandLine("list", []), ">/dev/full 2>/dev/full"),
      ...full.map((args) => shell(folder, args, ">/dev/full")),
    ]);
    expectRefused(closed, CLOSED);
    assert.deepEqual(both, { code: 1, stdout: "", stderr: "" });
    for (const result of refused) expectRefused(result);
    assert.equal(slow.code, 0, slow.stderr);
    assert.ok(slow.stdout.length > 100_000, "more than a pipe holds");
    JSON.parse(slow.stdout);
  }));

Deno.test("a run is whole although nobody can hear of it, and although its policy prints", () =>
  inTask(async (folder) => {
    const train = (out: string, ...more: string[]) =>
      commandLine("train", ["small.jsonc", "--backend", "wasm", "--out", out, ...more]);
    const loud = ['plugins=["./loud.js"]', 'data.policy={"use":"loud"}'];
    const [full, closed, unheard] = await Promise.all([
      shell(folder, train("full", ...loud), ">/dev/full"),
      shell(folder, train("closed"), "| true"),
      shell(folder, train("unheard", ...loud, "--json"), "2>/dev/full"),
    ]);
    expectRefused(full);
    expectRefused(closed, CLOSED);
    assert.equal(unheard.code, 0, unheard.stdout);
    assert.equal(JSON.parse(unheard.stdout).task, "small", "what a policy prints is no part of the result");
    for (const out of ["full", "closed", "unheard"]) expectWhole(folder, out);
  }));
