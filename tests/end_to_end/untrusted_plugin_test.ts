import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { columnHashes } from "../../host/data/column_hashes.ts";
import { orrery } from "./command_line.ts";

/** A world and a policy that do as the built-in ones. */
const PLUGIN = `
import { twoRoom } from "@orrery/orrery/envs";
import { correlated } from "@orrery/orrery/policies";
export default { name: "theirs", env: { theirs: twoRoom }, policy: { walk: correlated } };
`;

/** A world that leaves a mark where it can, and hangs. */
const HOSTILE = `
let mark = "none";
try {
  Deno.writeTextFileSync("mark", "here");
} catch (error) {
  mark = error.name;
}
const env = {
  id: "mark@1",
  observations: { pixels: { shape: [2, 2, 3], dtype: "uint8" } },
  actionSpace: { kind: "box", low: [-1], high: [1] },
  variables: [],
  factors: [],
  reset: () => { throw new Error("marked: " + mark); },
};
const make = () => env;
export default { name: "hostile", env: { theirs: { kind: "env", description: "Leaves a mark", options: {}, make } } };
`;

const TASK = (plugins: string, use: string, policy: string) =>
  `{
  "name": "untrusted",
  "plugins": ${plugins},
  "env": { "use": "${use}" },
  "data": { "policy": { "use": "${policy}" }, "episodes": 3, "steps": 8 },
  "model": { "encoder": { "use": "conv" }, "predictor": { "use": "residual-mlp" } },
  "train": { "joint": { "learn": ["encoder"], "objectives": { "sigreg": { "weight": 1 } }, "steps": 2, "batch": 4, "window": 2 } },
  "evaluate": {}
}`;

async function collect(folder: string, task: string, ...args: readonly string[]) {
  await Deno.writeTextFile(join(folder, "task.jsonc"), task);
  return await orrery("collect", ["task.jsonc", "--json", ...args], folder);
}

Deno.test("a plugin that is not trusted collects the same bytes, and its mark is nowhere", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(join(folder, "theirs.ts"), PLUGIN);
  await Deno.writeTextFile(join(folder, "hostile.js"), HOSTILE);
  const untrusted = '[{ "use": "./theirs.ts", "trusted": false }]';
  const theirs = await collect(folder, TASK(untrusted, "theirs", "walk"));
  assert.equal(theirs.code, 0, theirs.stderr);
  const own = await collect(folder, TASK("[]", "two-room", "correlated"), "--out", "own");
  assert.equal(own.code, 0, own.stderr);
  const hashes = ({ stdout }: { readonly stdout: string }) =>
    columnHashes(join(folder, JSON.parse(stdout).path));
  assert.deepEqual(hashes(theirs), hashes(own));

  const shared = await collect(
    folder,
    TASK(untrusted, "theirs", "walk"),
    "--out",
    "shared",
    "--workers",
    "2",
  );
  assert.equal(shared.code, 0, shared.stderr);
  assert.deepEqual(hashes(shared), hashes(own), "two workers, each with a process of its own");

  const hostile = '[{ "use": "./hostile.js", "trusted": false }]';
  const refused = await collect(folder, TASK(hostile, "theirs", "random"));
  assert.equal(refused.code, 2, refused.stderr);
  assert.match(
    refused.stderr.trim(),
    /^Cannot reset env "theirs": untrusted plugin "\.\/hostile\.js" failed with "Error: marked: NotCapable"$/m,
  );
  assert.ok(!existsSync(join(folder, "mark")));
  await Deno.remove(folder, { recursive: true });
});
