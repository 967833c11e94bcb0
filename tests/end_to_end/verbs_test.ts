import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "jsonc-parser";
import { tasks } from "../../tasks/mod.ts";
import { inspectFile } from "../../host/data/inspect_file.ts";
import { commandLine, END, orrery, type Outcome, twoAtATime } from "./command_line.ts";

/** What does not apply to a task, and what is said then. */
const UNFIT: { readonly [task: string]: { readonly [verb: string]: RegExp } } = {
  carracing: {
    plan: /^Cannot evaluate "success": task "carracing" has no such evaluation, there is "surprise", /m,
    "bench plan":
      /^Cannot compare planners on task "carracing": it has no "plan", expected a task that plans towards goals$/m,
  },
};

/** Criteria and strata that a task's success is told by, where there are several. */
const TOLD: {
  readonly [task: string]: { readonly criteria: readonly string[]; readonly strata: readonly string[] };
} = {
  pusht: { criteria: ["pose", "coverage"], strata: ["hard"] },
  reacher: { criteria: ["qpos-match", "easy", "hard"], strata: ["far"] },
};

/** A quick option of the evaluation that a task's films are made of. */
const QUICK: { readonly [evaluation: string]: string } = {
  success: "success.episodes=2",
  surprise: "surprise.transitions=4",
};

function isFilm(path: string): boolean {
  return existsSync(path) && readFileSync(path).subarray(0, 6).toString() === "GIF89a";
}

/** Runs commands one after the other in one process, with all permissions that verbs have. */
async function inOneProcess(commands: readonly (readonly string[])[], folder: string): Promise<Outcome[]> {
  const child = new URL("./verbs_child.ts", import.meta.url).pathname;
  const [run, ...options] = commandLine("bench", []).filter((part) => !part.endsWith("cli/main.ts"));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [run, ...options.filter((part) => part !== "bench"), child, JSON.stringify(commands)],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const [printed, said] = [stdout, stderr].map((bytes) =>
    new TextDecoder().decode(bytes).split(new RegExp(`^${END}(\\d+)\\n`, "m"))
  );
  assert.equal(code, 0, said.at(-1));
  return commands.map((_, i) => ({
    code: Number(printed[2 * i + 1]),
    stdout: printed[2 * i],
    stderr: said[2 * i],
  }));
}

/** Every verb of README that takes a task or its run, on one task. */
async function everyVerb(task: string, folder: string): Promise<void> {
  const wasm = ["--backend", "wasm", "--json"];
  const smoke = ["--preset", "smoke"];
  const measured = Object.keys(parse(tasks[task]).evaluate);
  const [first = ""] = measured.filter((name) => Object.hasOwn(QUICK, name));
  const commands: { readonly [verb: string]: readonly string[] } = {
    collect: ["collect", task, ...smoke, "--json"],
    train: ["train", task, ...smoke, ...wasm],
    evaluate: ["evaluate", task, first, QUICK[first], ...wasm],
    plan: ["plan", task, ...wasm],
    demo: ["demo", task, ...wasm],
    "bench plan": ["bench", "plan", task, "planners=random-shooting", "success.episodes=2", ...wasm],
    list: ["list", "--json"],
  };
  const outcomes = await inOneProcess(Object.values(commands), folder);
  const results: Record<string, Outcome> = {};
  for (const [i, verb] of Object.keys(commands).entries()) {
    const { code, stdout, stderr } = results[verb] = outcomes[i];
    const says = UNFIT[task]?.[verb];
    assert.equal(code, says ? 2 : 0, `${verb} ${task}: ${stderr}`);
    if (says) assert.match(stderr, says);
    else assert.doesNotThrow(() => JSON.parse(stdout), `${verb} ${task}: ${stdout}`);
  }
  const told = (verb: string) => JSON.parse(results[verb].stdout);

  const { run, note, evaluations } = told("train");
  assert.match(note, new RegExp(`^Smoke run: .*to learn: deno task train ${task}$`));
  assert.match(readFileSync(join(folder, run, "report.html"), "utf8"), /<p class="verdict">Smoke run: /);
  const { criteria = [], strata = [] } = TOLD[task] ?? {};
  if (criteria.length > 0) assert.deepEqual(Object.keys(evaluations.success.criteria), criteria);
  for (const name of criteria) assert.ok(evaluations.success.criteria[name].n > 0, name);
  for (const name of strata) {
    const { n, random } = evaluations.success.strata[name];
    assert.ok(n <= evaluations.success.n && random.n === n, name);
  }
  if ("cost-fidelity" in evaluations) {
    assert.ok(Object.keys(evaluations["cost-fidelity"].iterations).length > 0);
  }
  assert.match(results.evaluate.stderr, new RegExp(`^run ${run} \\(smoke, seed 0\\)$`, "m"));
  const { film, evaluation } = told("demo");
  assert.equal(evaluation, first);
  assert.ok(isFilm(join(folder, film)));
  assert.equal(told("list").tasks[task].length, 1);
  assert.equal(inspectFile(join(folder, told("collect").path)).episodes?.count, told("collect").episodes);
}

Deno.test("every verb of README works on every task, or says what does not apply", async (t) => {
  const folder = await Deno.makeTempDir();
  assert.deepEqual(Object.keys(UNFIT).filter((name) => !Object.hasOwn(tasks, name)), []);
  await twoAtATime(Object.keys(tasks), (task) => everyVerb(task, folder));

  await t.step("what names no film of the task is told, with what there is", async () => {
    const cases = [
      ["retrieval", /^Cannot film "retrieval": it makes no films, there is "surprise"$/m],
      [
        "suprise",
        /^Cannot film "suprise": task "carracing" has no such evaluation, did you mean "surprise"\?$/m,
      ],
      ["success", /^Cannot film "success": task "carracing" has no such evaluation, there is "surprise"$/m],
    ] as const;
    for (const [evaluation, says] of cases) {
      const { code, stderr } = await orrery("demo", ["carracing", evaluation, "--backend", "wasm"], folder);
      assert.equal(code, 2, stderr);
      assert.match(stderr, says);
    }
  });

  await t.step(
    "a real run is taken before a newer smoke run, and both are told with what was laid over",
    async () => {
      const changes = [
        "train.joint.steps=3",
        "evaluate.success.episodes=2",
        "evaluate.cost-fidelity.plans=1",
      ];
      const [data] = readdirSync(join(folder, "runs", "data")).filter((name) => name.startsWith("two-room"));
      assert.ok(data);
      const real = ["train.joint.batch=4", "data.episodes=16", "data.steps=60", ...changes];
      const trained = await orrery("train", [
        "tworoom",
        "--preset",
        "cpu",
        "--json",
        "--backend",
        "wasm",
        ...real,
      ], folder);
      assert.equal(trained.code, 0, trained.stderr);
      const { run, note } = JSON.parse(trained.stdout);
      assert.equal(note, undefined);
      const smoke = await orrery(
        "train",
        ["tworoom", "--preset", "smoke", "--new", "--backend", "wasm"],
        folder,
      );
      assert.equal(smoke.code, 0, smoke.stderr);
      assert.match(smoke.stdout, /^Smoke run: \d+ steps show that everything runs/m);
      const demo = await orrery("demo", ["tworoom", "--backend", "wasm"], folder);
      assert.equal(demo.code, 0, demo.stderr);
      assert.ok(demo.stdout.startsWith(`run ${run} (cpu, seed 0, ${real.join(", ")})\n`), demo.stdout);
      assert.doesNotMatch(demo.stdout, /Smoke run/);
    },
  );
  await Deno.remove(folder, { recursive: true });
});
