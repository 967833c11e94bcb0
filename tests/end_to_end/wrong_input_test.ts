import assert from "node:assert/strict";
import { join } from "node:path";
import { orrery } from "./command_line.ts";

interface WrongInput {
  readonly what: string;
  readonly verb: string;
  readonly args: readonly string[];
  readonly says: RegExp;
  readonly code?: number;
}

const TASK = `{
  "name": "small",
  "env": { "use": "two-room" },
  "data": { "policy": { "use": "random" }, "episodes": 4, "steps": 20 },
  "model": { "encoder": { "use": "conv" }, "predictor": { "use": "residual-mlp" } },
  "train": { "joint": { "learn": ["encoder"], "objectives": { "sigreg": { "weight": 1 } }, "steps": 2, "batch": 4, "window": 2 } },
  "evaluate": {}
}`;

const CASES: readonly WrongInput[] = [
  { what: "unknown task", verb: "train", args: ["towroom"], says: /"towroom".*"tworoom"/ },
  {
    what: "unknown env",
    verb: "train",
    args: ["small.jsonc", "env.use=tow-room"],
    says: /env\.use.*"two-room"/,
  },
  { what: "unknown preset", verb: "train", args: ["tworoom", "--preset", "smok"], says: /"smok".*"smoke"/ },
  { what: "unknown backend", verb: "train", args: ["tworoom", "--backend", "wsam"], says: /"wsam".*"wasm"/ },
  {
    what: "typo in an option",
    verb: "train",
    args: ["typo.jsonc"],
    says: /typo\.jsonc:4:\d+.*"epsiodes".*"episodes"/,
  },
  {
    what: "wrong type in an option",
    verb: "train",
    args: ["type.jsonc"],
    says: /type\.jsonc:4:\d+.*episodes.*"many"/,
  },
  { what: "syntax error in a task file", verb: "train", args: ["torn.jsonc"], says: /torn\.jsonc:\d+:\d+/ },
  {
    what: "an evaluation without what it needs, before training",
    verb: "train",
    args: ["small.jsonc", "evaluate.success.episodes=3", "train.joint.steps=100000000"],
    says: /^Cannot measure success: the task has no "plan"/,
  },
  { what: "missing HDF5", verb: "inspect", args: ["none.h5"], says: /none\.h5/ },
  { what: "foreign HDF5", verb: "inspect", args: ["small.jsonc"], says: /small\.jsonc.*HDF5/ },
  { what: "truncated HDF5", verb: "inspect", args: ["cut.h5"], says: /cut\.h5/ },
  {
    what: "a file as out folder",
    verb: "train",
    args: ["small.jsonc", "--out", "small.jsonc"],
    says: /^Cannot use folder "small\.jsonc": it is no folder, expected/,
  },
  {
    what: "an out folder that no command may use",
    verb: "list",
    args: ["--out", "/proc/x"],
    says: /^Cannot use folder "\/proc\/x": Deno lets no command use this path/,
  },
  {
    what: "a run folder that no command may use",
    verb: "evaluate",
    args: ["/proc/x"],
    says: /^Cannot look for "\/proc\/x\/run\.json": Deno lets no command use this path/,
  },
  {
    what: "weights that no memory holds",
    verb: "train",
    args: ["small.jsonc", "model.predictor.with.hidden=1000000000"],
    says: /^Cannot make weights \[\d+, 1000000000\]: they are .* expected at most .*; lower the widths/,
  },
  {
    what: "a batch that no memory holds",
    verb: "train",
    args: ["small.jsonc", "train.joint.batch=1000000000"],
    says:
      /^Cannot go on: more memory was asked for than can be had \(.*\), expected sizes that fit; lower the/,
    code: 1,
  },
  {
    what: "a random draw that no memory holds",
    verb: "train",
    args: ["small.jsonc", "train.joint.objectives.sigreg.with.slices=1000000000"],
    says: /^Cannot go on: more memory was asked for than can be had/,
    code: 1,
  },
  { what: "unknown verb", verb: "train", args: ["tworoom", "--presett", "x"], says: /presett/ },
];

Deno.test("wrong input gets one sentence that names the place and the remedy", async (t) => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(join(folder, "small.jsonc"), TASK);
  await Deno.writeTextFile(join(folder, "typo.jsonc"), TASK.replace("episodes", "epsiodes"));
  await Deno.writeTextFile(join(folder, "type.jsonc"), TASK.replace('"episodes": 4', '"episodes": "many"'));
  await Deno.writeTextFile(join(folder, "torn.jsonc"), TASK.slice(0, -40));
  const collected = await orrery("collect", ["small.jsonc", "--json"], folder);
  assert.equal(collected.code, 0, collected.stderr);
  const data = join(folder, JSON.parse(collected.stdout).path);
  const bytes = await Deno.readFile(data);
  await Deno.writeFile(join(folder, "cut.h5"), bytes.subarray(0, bytes.length >> 1));

  for (const { what, verb, args, says, code = 2 } of CASES) {
    await t.step(what, async () => {
      const outcome = await orrery(verb, args, folder);
      const said = outcome.stderr.trim().split("\n");
      assert.equal(outcome.code, code, outcome.stderr + outcome.stdout);
      assert.match(said.at(-1) ?? "", says);
      assert.match(said.at(-1) ?? "", /^Cannot /);
      assert.doesNotMatch(outcome.stderr, /\n\s+at /, "no stack");
    });
  }
  assert.deepEqual(await Deno.readFile(data), bytes, "nothing is lost");
  await Deno.remove(folder, { recursive: true });
});
