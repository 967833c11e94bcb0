import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import type { Env, EnvSpec, Policy } from "../../core/types.ts";
import { loadWalled, type WalledPlugin } from "../../host/wall/walled_plugin.ts";
import { lies } from "./lying_world.ts";
import { attacks, attempts } from "./probes.ts";

const ADDRESS = new URL("./probing_plugin.ts", import.meta.url).href;
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

async function act(walled: WalledPlugin, attempt: string): Promise<string> {
  const policy: Policy | undefined = walled.plugin.policy?.probe.make({ attempt }, { spec });
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

function lie(walled: WalledPlugin, name: string): string {
  try {
    const env = walled.plugin.env?.lying.make({ lie: name }, {});
    assert.ok(env);
    exercise(env);
    return "nothing happens";
  } catch (error) {
    return said(error);
  }
}

Deno.test("what is tried behind the wall ends as docs/untrusted.md says", async (t) => {
  const expected = written();
  const found = new Map<string, string>();
  await t.step("attempts that the process survives", async () => {
    const walled = loadWalled("./probing.ts", ADDRESS, DEADLINES);
    for (const name of Object.keys(attempts)) found.set(name, await act(walled, name));
    for (const name of Object.keys(lies)) found.set(name, lie(walled, name));
    assert.equal(lie(walled, "nothing"), "nothing happens");
    walled.close();
  });
  for (const name of Object.keys(attacks)) {
    await t.step(name, async () => {
      const deadlines = HANGING.test(name) ? { answer: 1000 } : DEADLINES;
      const walled = loadWalled("./probing.ts", ADDRESS, deadlines);
      const outcome = await act(walled, name);
      found.set(name, outcome);
      walled.close();
    });
  }
  await t.step("the table is complete and right", () => {
    assert.ok(found.size >= 30, `${found.size} probes`);
    assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected));
    assert.equal(Reflect.get({}, "polluted"), undefined);
  });
});
