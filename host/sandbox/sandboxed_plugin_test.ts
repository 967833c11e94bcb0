import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inProcess } from "../../core/env/env_batch.ts";
import { InputError } from "../../core/errors.ts";
import { rollout } from "../../core/rollout.ts";
import { seededRng } from "../../core/rng.ts";
import type { Env, EnvSpec, Policy } from "../../core/types.ts";
import { twoRoom } from "../../envs/mod.ts";
import { twoRoomExpert } from "../../policies/mod.ts";
import { checkEnv, checkPolicy } from "../../testing/mod.ts";
import { checkImports } from "./check_imports.ts";
import { loadSandboxed } from "./sandboxed_plugin.ts";

const ROOMS = `
import { twoRoom } from "@orrery/orrery/envs";
import { twoRoomExpert } from "@orrery/orrery/policies";
console.log("a careless word");
export default { name: "rooms", env: { rooms: twoRoom }, policy: { expert: twoRoomExpert } };
`;

async function inFolder(
  files: { readonly [name: string]: string },
  run: (address: (name: string) => string) => void | Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(join(folder, name), text);
    await run((name) => pathToFileURL(join(folder, name)).href);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function episodes(env: () => Env, policy: (spec: EnvSpec) => Policy) {
  const batch = inProcess(env, 2);
  const plans = [3, 4, 5].map((seed) => ({ start: { seed }, rng: seededRng(seed).fork("policy") }));
  const found = [];
  const options = { batch, policy: policy(batch.spec), episodes: plans, maxSteps: 12, streams: ["pixels"] };
  for await (const episode of rollout(options)) found.push(episode);
  await batch.close();
  return found;
}

Deno.test("in the sandbox a world and a policy pass the suites, and give the same bytes", () =>
  inFolder({ "rooms.ts": ROOMS }, async (address) => {
    const { plugin, close } = loadSandboxed(
      "./rooms.ts",
      address("rooms.ts"),
      await checkImports("./rooms.ts", address("rooms.ts")),
    );
    try {
      const { rooms } = plugin.env ?? {};
      const { expert } = plugin.policy ?? {};
      assert.deepEqual(rooms.options, twoRoom.options);
      const env = () => rooms.make({}, {});
      const policy = (spec: EnvSpec) => expert.make({ repeat: 0.2 }, { spec });
      checkEnv(env);
      await checkPolicy(policy, () => twoRoom.make({}, {}), { steps: 5 });
      const here = await episodes(
        () => twoRoom.make({}, {}),
        (spec) => twoRoomExpert.make({ repeat: 0.2 }, { spec }),
      );
      assert.deepEqual(await episodes(env, policy), here);
      const { goals } = env();
      const { goals: own } = twoRoom.make({}, {});
      assert.deepEqual(Object.keys(goals?.strata ?? {}), Object.keys(own?.strata ?? {}));
      assert.throws(() => rooms.make({ sise: 3 }, {}), InputError);
      const closed = env();
      closed.close?.();
      env();
      assert.throws(() => closed.measure(), /Cannot find world/);
    } finally {
      close();
    }
    assert.throws(
      () => plugin.env?.rooms.make({}, {}),
      new InputError(
        'Cannot make env "rooms": untrusted plugin "./rooms.ts" is closed, expected a plugin in use',
      ),
    );
  }));

Deno.test("what is no plugin, or more than worlds and policies, is refused in one sentence", () => {
  const part = (kind: string) =>
    `{ part: { kind: "${kind}", description: "x", options: {}, make: () => {} } }`;
  return inFolder({
    "none.ts": "export const name = 1;",
    "throws.ts": 'throw new Error("boom\\nbang");',
    "syntax.ts": "export default {",
    "loops.ts": "for (;;);",
    "cost.ts": `export default { name: "x", cost: ${part("cost")} };`,
    "wrong.ts": `export default { name: "x", envs: ${part("env")} };`,
    "mixed.ts": `export default { name: "x", env: ${part("policy")} };`,
  }, (address) => {
    const refuse = (name: string, message: RegExp) =>
      assert.throws(
        () => loadSandboxed(`./${name}`, address(name), [fileURLToPath(address(name))], { load: 1500 }),
        (error) => {
          assert.ok(error instanceof InputError);
          assert.match(error.message, message);
          assert.ok(!error.message.includes("\n"));
          return true;
        },
      );
    refuse("none.ts", /failed with "TypeError: it has no default export, expected a plugin"$/);
    refuse("throws.ts", /failed with "Error: boom"$/);
    refuse("syntax.ts", /^Cannot load plugin "\.\/syntax\.ts": untrusted plugin .* failed with /);
    refuse("absent.ts", /failed with "TypeError: Module not found/);
    refuse("loops.ts", /gave no answer within 1\.5 s, expected one$/);
    refuse(
      "cost.ts",
      /^Cannot use untrusted plugin "\.\/cost\.ts": it has components of kind cost, expected env and policy only$/,
    );
    refuse("wrong.ts", /it has "envs", did you mean "env"\?$/);
    refuse("mixed.ts", /is a component of kind policy, expected kind env$/);
  });
});
