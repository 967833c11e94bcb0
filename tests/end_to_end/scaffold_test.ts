import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { orrery, type Outcome, twoAtATime } from "./command_line.ts";

const KINDS = ["env", "wrapper", "policy", "encoder", "predictor", "objective", "planner", "evaluation"];

/** For each kind a line that breaks a rule, and the sentence that it must earn. */
const BREAKS: { readonly [kind: string]: readonly [line: string, broken: string, sentence: RegExp] } = {
  env: ["seededRng(seed)", "seededRng(performance.now())", /expected the same bytes from the same seed/],
  wrapper: ["seededRng(seed)", "seededRng(performance.now())", /expected the same bytes from the same seed/],
  policy: ["return turns.map", "return turns.slice(1).map", /it gives 3 actions, expected 4/],
  encoder: ["[B, T, 1, dim])", "[B, T, dim, 1])", /latents have shape \[2,2,32,1\], expected \[2,2,1,32\]/],
  predictor: ["history: 1", "history: 0", /history is 0, expected a whole number above 0/],
  objective: ["mean(relu(", "(relu(", /"loss" has shape \[3,4,4\], expected a scalar/],
  planner: [
    "clampPlans(plans, request.space)",
    "plans",
    /it scored a candidate with .*, expected -0\.5 to 0\.5/,
  ],
  evaluation: ["rank: effectiveRank(latents, width)", "rank: NaN", /metrics\.rank is NaN, expected a finite/],
};

/** Runs Deno as an author does in the plugin's folder. */
async function deno(cwd: string, ...args: string[]): Promise<Outcome> {
  const command = new Deno.Command(Deno.execPath(), { args, cwd, env: { NO_COLOR: "1" }, stdin: "null" });
  const { code, stdout, stderr } = await command.output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

function succeeded({ code, stdout, stderr }: Outcome): string {
  assert.equal(code, 0, stdout + stderr);
  return stdout + stderr;
}

async function works(folder: string, flags: readonly string[]): Promise<void> {
  assert.match(succeeded(await deno(folder, "task", "test", ...flags)), /1 passed/);
  const files = succeeded(await deno(folder, "publish", "--dry-run"));
  for (const file of ["mod.ts", "README.md", "deno.json"]) assert.ok(files.includes(file), files);
  assert.doesNotMatch(files, /mod_test\.ts|deno\.lock/);
}

Deno.test("a new plugin of each kind passes, can be published, trains, and is caught when broken", async (t) => {
  const out = await Deno.makeTempDir();
  const folderOf = (kind: string) => join(out, `own-${kind}`);

  await t.step("all eight kinds are written", async () => {
    await twoAtATime(KINDS, async (kind) => {
      const made = await orrery("new", [kind, `own-${kind}`, "--out", out, "--json"], out);
      assert.equal(JSON.parse(succeeded(made)).folder, folderOf(kind));
    });
  });

  await t.step("each passes its suite and the rehearsal of publishing, as it stands", async () => {
    // What takes long is checking types: publishing does it for each, two tests do it besides.
    const flags = (kind: string) => kind === "env" || kind === "encoder" ? [] : ["--no-check"];
    await twoAtATime(KINDS, (kind) => works(folderOf(kind), flags(kind)));
  });

  for (const kind of ["env", "encoder", "evaluation"]) {
    await t.step(`a new ${kind} trains by its own task file`, async () => {
      const args = ["train", "task.jsonc", "--preset", "smoke", "--backend", "wasm", "--json", "--quiet"];
      const trained = await deno(folderOf(kind), "task", "--quiet", ...args);
      assert.equal(trained.code, 0, trained.stderr);
      const { task, run, evaluations } = JSON.parse(trained.stdout);
      assert.equal(task, `own-${kind}`);
      assert.ok(existsSync(join(folderOf(kind), run, "report.html")));
      assert.ok(evaluations.success.n > 0);
      assert.equal(`own-${kind}` in evaluations, kind === "evaluation");
    });
  }

  await t.step("its own task checks it", async () => {
    const checked = await deno(folderOf("planner"), "task", "check", "--backend", "wasm");
    assert.match(succeeded(checked), /^ok +planner own-planner$/m);
  });

  await t.step("a broken one of each kind is caught with a sentence that says what is wrong", async () => {
    for (const [kind, [line, broken]] of Object.entries(BREAKS)) {
      const text = readFileSync(join(folderOf(kind), "mod.ts"), "utf8");
      assert.ok(text.includes(line), `${kind} has no ${line}`);
      writeFileSync(join(out, `${kind}.ts`), text.replace(line, broken));
    }
    const imports = KINDS.map((kind) => `import ${kind} from "./${kind}.ts";`).join("\n");
    const parts = KINDS.map((kind) => `...${kind}`).join(", ");
    writeFileSync(join(out, "all.ts"), `${imports}\nexport default { ${parts}, name: "all" };\n`);
    const checked = await orrery("check", ["all.ts", "--backend", "wasm", "--json"], out);
    assert.equal(checked.code, 1, checked.stderr);
    const { passed, components } = JSON.parse(checked.stdout);
    assert.equal(passed, false);
    assert.deepEqual(components.map(({ kind }: { kind: string }) => kind).sort(), KINDS.toSorted());
    for (const { kind, problem } of components) {
      assert.match(problem, /^Cannot accept /, kind);
      assert.match(problem, BREAKS[kind][2]);
    }
    const plain = await orrery("check", ["all.ts", "--backend", "wasm"], out);
    assert.match(plain.stdout, /^BAD predictor own-predictor\n +Cannot accept the predictor: history is 0/m);
  });

  const wrong: readonly [string, readonly string[], RegExp][] = [
    ["new", ["encodr", "eye"], /kind "encodr": did you mean "encoder"\?$/],
    ["new", ["env", "My_World"], /"My_World": the name is not in kebab-case/],
    ["new", ["env", "own-env", "--out", out], /own-env" is there already/],
    ["new", ["env"], /missing required argument 'name'/],
    ["check", ["nothing.ts"], /"\.\/nothing\.ts": there is no such module/],
    ["check", ["own-env/task.jsonc"], /Cannot load plugin "\.\/own-env\/task\.jsonc"/],
    ["check", ["own-env/mod.ts", "--env", "tow-room"], /"tow-room": did you mean "two-room"\?$/],
  ];
  for (const [verb, args, says] of wrong) {
    await t.step(`refused: ${verb} ${args.slice(0, 2).join(" ")}`, async () => {
      const { code, stdout, stderr } = await orrery(verb, args, out);
      assert.equal(code, 2, stdout + stderr);
      assert.match(stderr.trim(), /^Cannot [^\n]+$/, "one sentence");
      assert.match(stderr.trim(), says);
    });
  }
  await Deno.remove(out, { recursive: true });
});
