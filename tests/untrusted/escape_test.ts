import assert from "node:assert/strict";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import type { Env, EnvSpec, Policy } from "../../core/types.ts";
import { openSandbox } from "../../host/sandbox/open_sandbox.ts";
import { addressesIn, readGraph } from "../../host/sandbox/module_graph.ts";
import { infoCommand } from "../../host/sandbox/sandbox_command.ts";
import { loadSandboxed, type SandboxedPlugin } from "../../host/sandbox/sandboxed_plugin.ts";
import { inFolder } from "../fixtures/in_folder.ts";
import { literalImports, type Sources } from "./literal_imports.ts";
import { lies } from "./lying_world.ts";
import { attacks, attempts } from "./probes.ts";

const ADDRESS = new URL("./probing_plugin.ts", import.meta.url).href;
/** It stands beside the framework's parts, where a plugin could not; so it is not held against borders. */
const FILES = [...addressesIn(await readGraph("./probing.ts", infoCommand(ADDRESS)))]
  .filter((address) => address.startsWith("file:"))
  .map((address) => fileURLToPath(address));
const DEADLINES = { answer: 5000 };
/** Attacks that end by the deadline. */
const HANGING = /^(loop|never settle|send half)/;

const spec: EnvSpec = {
  id: "honest@1",
  observations: { pixels: { shape: [4, 4, 3], dtype: "uint8" } },
  actionSpace: { kind: "box", low: [-1], high: [Infinity] },
  variables: [],
  factors: [],
};

/** Outcomes by what is tried, as `docs/untrusted.md` has them. */
function written(): ReadonlyMap<string, string> {
  const text = readFileSync(new URL("../../docs/untrusted.md", import.meta.url), "utf8");
  const rows = [...text.matchAll(/^\| ([^|`]+?) +\| ([^|]+?) +\|$/gm)].filter(([, what]) =>
    !/^(-+|Tried)$/.test(what)
  );
  return new Map(rows.map(([, what, outcome]) => [what, outcome]));
}

/** What the host says of the plugin, without the plugin's name. */
function said(error: unknown): string {
  assert.ok(error instanceof InputError, String(error));
  assert.ok(!error.message.includes("\n"));
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(error.message, /[\u0000-\u001f\u007f-\u009f]/);
  const [, outcome] = /^Cannot .*untrusted plugin "\.\/probing\.ts" (.*)$/.exec(error.message) ?? [];
  assert.ok(outcome, error.message);
  return outcome.replace(/^failed with "Error: (denied|nothing there|allowed)"$/, "$1");
}

async function act(sandboxed: SandboxedPlugin, attempt: string): Promise<string> {
  const policy: Policy | undefined = sandboxed.plugin.policy?.probe.make({ attempt }, { spec });
  assert.ok(policy);
  policy.begin(0, { rng: seededRng(0) });
  const snapshot = { observations: {}, variables: new Float64Array(0), state: new Float64Array(0) };
  return await policy.act([{ slot: 0, step: 0, snapshot }]).then(() => "nothing happens", said);
}

/** Everything that a world is asked. */
function exercise(env: Env): void {
  env.reset({ seed: 0 });
  env.step(Float32Array.of(0));
  for (const stream of Object.keys(env.observations).reverse()) env.observe(stream);
  env.measure();
  for (let i = 0; i < 2; i++) env.setState(env.getState());
  env.goals?.distance(Float64Array.of(0), Float64Array.of(0));
}

function lie(sandboxed: SandboxedPlugin, name: string): string {
  try {
    const env = sandboxed.plugin.env?.lying.make({ lie: name }, {});
    assert.ok(env);
    exercise(env);
    return "nothing happens";
  } catch (error) {
    return said(error);
  }
}

/** A folder with secrets, and beside them that of the plugin. */
function prepare(folder: string): void {
  const secrets = {
    "secret.txt": "secret",
    "secret.json": '"secret"',
    "secret.ts": 'export default "secret"; export const secret = () => {};',
    "secret.cjs": 'exports.secret = "secret";',
    "secret.wasm": Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0),
    "secret.map": '{"version":3,"sources":["secret"],"mappings":"AAAA"}',
  };
  for (const [name, content] of Object.entries(secrets)) writeFileSync(join(folder, name), content);
  const mine = join(folder, "mine");
  mkdirSync(mine);
  symlinkSync("../secret.txt", join(mine, "link.txt"));
  symlinkSync("..", join(mine, "up"));
  symlinkSync("../nowhere.ts", join(mine, "nowhere.ts"));
}

async function name(folder: string, sources: Sources): Promise<string> {
  for (const [file, content] of Object.entries(sources)) writeFileSync(join(folder, "mine", file), content);
  const [plugin] = Object.keys(sources);
  const address = pathToFileURL(join(folder, "mine", plugin)).href;
  return await openSandbox("./probing.ts", address).then(() => "allowed", (error) => {
    assert.ok(error instanceof InputError, String(error));
    assert.match(
      error.message,
      /^Cannot use untrusted plugin "\.\/probing\.ts": it imports \S+, expected modules of its own folder, of the framework and of npm$/,
    );
    return "refused";
  });
}

Deno.test("what is tried in the sandbox ends as docs/untrusted.md says", async (t) => {
  const expected = written();
  const found = new Map<string, string>();
  await t.step("attempts that the process survives", async () => {
    const sandboxed = loadSandboxed("./probing.ts", ADDRESS, FILES, DEADLINES);
    for (const name of Object.keys(attempts)) found.set(name, await act(sandboxed, name));
    for (const name of Object.keys(lies)) found.set(name, lie(sandboxed, name));
    assert.equal(lie(sandboxed, "nothing"), "nothing happens");
    sandboxed.close();
  });
  for (const name of Object.keys(attacks)) {
    await t.step(name, async () => {
      const deadlines = HANGING.test(name) ? { answer: 1000 } : DEADLINES;
      const sandboxed = loadSandboxed("./probing.ts", ADDRESS, FILES, deadlines);
      const outcome = await act(sandboxed, name);
      found.set(name, outcome);
      sandboxed.close();
    });
  }
  await t.step("files named in the source", () =>
    inFolder(async (folder) => {
      prepare(folder);
      for (const [what, sources] of Object.entries(literalImports)) {
        found.set(what, await name(folder, sources(pathToFileURL(folder).href)));
      }
    }));
  await t.step("the table is complete and right", () => {
    assert.ok(found.size >= 30, `${found.size} probes`);
    assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected));
    assert.equal(Reflect.get({}, "polluted"), undefined);
  });
});
