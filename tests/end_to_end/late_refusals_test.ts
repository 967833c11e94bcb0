import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inFolder } from "../fixtures/in_folder.ts";
import { orrery, startOrrery } from "./command_line.ts";

/** More steps than any test waits for: what is refused is refused before them. */
const ENDLESS = "train.joint.steps=100000000";

/** A task that plans in a world, in episodes of up to 30 steps. */
const ROOMS = `{
  "name": "rooms",
  "env": { "use": "two-room" },
  "data": { "policy": { "use": "random" }, "episodes": 6, "steps": 30, "heldOut": 0.5, "frameskip": 2 },
  "model": {
    "encoder": { "use": "conv", "with": { "widths": [4, 4, 4, 4], "dim": 4, "projector": 4 } },
    "predictor": { "use": "residual-mlp", "with": { "hidden": 4, "depth": 1 } }
  },
  "train": {
    "joint": {
      "learn": ["encoder", "predictor"],
      "objectives": { "prediction": { "weight": 1 }, "sigreg": { "weight": 1, "with": { "slices": 4 } } },
      "steps": 1, "batch": 2, "window": 3
    }
  },
  "plan": {
    "planner": { "use": "cem", "with": { "samples": 8, "elites": 4, "iterations": 1 } },
    "horizon": 2, "execute": 2, "goalOffset": 10, "budget": 10
  },
  "evaluate": { "success": { "episodes": 2, "oracleEpisodes": 0, "latencyPlans": 0, "albumFrames": 0 } }
}`;

/** Films without a world; of so many episodes one has 20 rows, and the others have one. */
const FILM = `
const S = 16;
const film = {
  kind: "dataset",
  description: "Films of noise",
  options: { oneIn: { type: "integer", default: 1, min: 1, description: "of how many episodes one is long" } },
  make: ({ oneIn }) => ({
    id: "film@1",
    observations: { pixels: { shape: [S, S, 3], dtype: "uint8" } },
    actionSpace: { kind: "box", low: [-1], high: [1] },
    variables: [{ name: "row", unit: "", description: "Number of the row" }],
    episodes: 12,
    episode: (index) => {
      const rows = index % oneIn === 1 % oneIn ? 20 : 1;
      return {
        rows,
        observations: { pixels: Uint8Array.from({ length: rows * S * S * 3 }, (_, i) => (i * (index + 7)) % 251) },
        actions: new Float32Array(rows - 1),
        variables: Float64Array.from({ length: rows }, (_, row) => row),
      };
    },
  }),
};
export default { name: "films", dataset: { film } };
`;

function filmTask(): string {
  const { env: _, plan: __, ...task } = JSON.parse(ROOMS);
  const data = { dataset: { use: "film" }, heldOut: 0.1, frameskip: 2 };
  const evaluate = { "nearest-neighbours": {} };
  return JSON.stringify({ ...task, name: "films", plugins: ["./film.js"], data, evaluate });
}

/** A task that is refused. */
interface Refusal {
  readonly what: string;
  readonly task: string;
  readonly with: readonly string[];
  readonly says: RegExp;
}

const BEFORE_COLLECTING: readonly Refusal[] = [
  {
    what: "goals beyond the end of episodes",
    task: "rooms.json",
    with: ["plan.goalOffset=31"],
    says: /plan\.goalOffset is 31, expected at most data\.steps, which is 30/,
  },
  {
    what: "windows longer than episodes",
    task: "rooms.json",
    with: ["train.joint.window=17"],
    says: /^Cannot train stage "joint": .*takes 32 steps, expected at most data\.steps, which is 30/,
  },
  {
    what: "a plan that does not fit its budget",
    task: "rooms.json",
    with: ["plan.budget=3"],
    says: /plan\.budget is 3, expected at least 4,/,
  },
  {
    what: "a policy of another world",
    task: "rooms.json",
    with: ["data.policy.use=push-t-expert"],
    says: /^Cannot act in "two-room@1": it has no variable "block_x"/,
  },
  {
    what: "a second stage that cannot learn",
    task: "two_stages.json",
    with: [],
    says: /^Cannot look at view 0: the stage has 0 views, .*\(train\.second\)$/,
  },
  {
    what: "an evaluation that needs two held-out episodes",
    task: "rooms.json",
    with: ['evaluate={"surprise":{"away":10}}', "data.heldOut=0.1"],
    says: /^Cannot measure surprise: .* or hold out more episodes$/,
  },
  {
    what: "an evaluation that needs a world",
    task: "films.json",
    with: ['evaluate={"retrieval":{}}'],
    says: /^Cannot measure retrieval: tier counterfactual needs a world; set counterfactual to false$/,
  },
];

const AFTER_COLLECTING: readonly Refusal[] = [
  {
    what: "episodes that end before their goals",
    task: "rooms.json",
    with: ['env.wrap=[{"use":"time-limit","with":{"steps":8}}]'],
    says: /^Cannot choose trials: of 3 held-out episodes, 0 starts have a goal 10 steps later/,
  },
  {
    what: "too few frames that differ",
    task: "films.json",
    with: ['evaluate={"retrieval":{"candidates":21,"counterfactual":false}}'],
    says: /^Cannot measure retrieval: no held-out transition has 20 distractors/,
  },
  {
    what: "no other episode held out",
    task: "films.json",
    with: ['evaluate={"surprise":{"away":5}}'],
    says: /^Cannot measure surprise: .* and one of another episode, expected some/,
  },
  {
    what: "one episode that is long enough",
    task: "films.json",
    with: ["data.dataset.with.oneIn=12"],
    says: /^Cannot hold out episodes for windows of 3 frames .* of 12 episodes 1 have the 5 rows .*held-out/,
  },
];

/** Writes the tasks. */
function withTasks(work: (folder: string) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const rooms = JSON.parse(ROOMS);
    const second = { ...rooms.train.joint, learn: ["encoder"], objectives: { vicreg: { weight: 1 } } };
    const files = {
      "rooms.json": ROOMS,
      "two_stages.json": JSON.stringify({ ...rooms, train: { ...rooms.train, second } }),
      "films.json": filmTask(),
      "film.js": FILM,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    await work(folder);
  });
}

/** What lies in a folder of `runs`; nothing where it is not there. */
const listed = (folder: string, name = ""): readonly string[] =>
  existsSync(join(folder, "runs", name)) ? readdirSync(join(folder, "runs", name)) : [];

async function refuse(folder: string, { task, with: overrides, says }: Refusal): Promise<void> {
  const { code, stderr } = await orrery("train", [task, "--backend", "wasm", ENDLESS, ...overrides], folder);
  assert.equal(code, 2, stderr);
  assert.match(stderr.trim().split("\n").at(-1) ?? "", says);
  assert.doesNotMatch(stderr, /\n\s+at |train joint/, "no stack, no step");
  assert.deepEqual(listed(folder).filter((name) => name !== "data"), [], "no run is left");
}

Deno.test("what the task tells is refused before anything is collected", (t) =>
  withTasks(async (folder) => {
    for (const refusal of BEFORE_COLLECTING) await t.step(refusal.what, () => refuse(folder, refusal));
    assert.deepEqual(listed(folder), []);
  }));

Deno.test("what the episodes tell is refused before a step is trained, and they are kept", (t) =>
  withTasks(async (folder) => {
    const kept = new Map<string, Uint8Array>();
    for (const refusal of AFTER_COLLECTING) {
      await t.step(refusal.what, () => refuse(folder, refusal));
      for (const name of listed(folder, "data")) {
        const bytes = readFileSync(join(folder, "runs", "data", name));
        assert.deepEqual(bytes, kept.get(name) ?? bytes);
        kept.set(name, bytes);
      }
    }
    assert.equal(kept.size, 3, "tasks that collect alike share their data");
  }));

Deno.test("a draw that would hold out short episodes only is made among the long ones; options are refused before measuring", (t) =>
  withTasks(async (folder) => {
    const asked = 'evaluate={"retrieval":{"transitions":2,"candidates":3,"counterfactual":false}}';
    const train = ["films.json", "--backend", "wasm", "data.dataset.with.oneIn=3", asked, "--json"];
    const { code, stdout, stderr } = await orrery("train", [...train, "--seed", "1"], folder);
    assert.equal(code, 0, stderr);
    assert.equal(
      stderr.split("8 of 12 episodes are too short for a window of 5 rows").length,
      2,
      "told once",
    );
    const run = join(folder, JSON.parse(stdout).run);
    assert.equal(JSON.parse(stdout).evaluations.retrieval.random.n, 2);
    const found = readFileSync(join(run, "evaluations.json"));
    const refused = async (option: string, says: RegExp) => {
      const again = await orrery("evaluate", [run, option, "--backend", "wasm"], folder);
      assert.equal(again.code, 2, again.stderr);
      assert.match(again.stderr.trim().split("\n").at(-1) ?? "", says);
      assert.doesNotMatch(again.stderr, /evaluate retrieval/, "nothing is measured");
      assert.deepEqual(readFileSync(join(run, "evaluations.json")), found);
    };
    await t.step(
      "what the episodes tell",
      () => refused("retrieval.candidates=30", /29 distractors that look/),
    );
    Deno.removeSync(join(folder, "runs", "data"), { recursive: true });
    await t.step("what the task tells, before data that was deleted is collected again", async () => {
      await refused("retrieval.counterfactual=true", /needs a world; set counterfactual to false$/);
      assert.deepEqual(listed(folder, "data"), []);
    });
  }));

Deno.test("while data is collected there is no run that a second command or a kill could leave behind", () =>
  withTasks(async (folder) => {
    const train = ["rooms.json", "--backend", "wasm", "--workers", "1", "data.episodes=20000"];
    const first = startOrrery("train", train, folder);
    const output = first.output();
    while (!listed(folder, "data").some((name) => name.endsWith(".part"))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const second = await orrery("train", train, folder);
    assert.equal(second.code, 1, second.stderr);
    assert.match(
      second.stderr.trim().split("\n").at(-1) ?? "",
      /another process is writing it; wait for it to end$/,
    );
    first.kill("SIGKILL");
    await output;
    assert.deepEqual(listed(folder), ["data"]);
  }));
