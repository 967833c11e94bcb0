import assert from "node:assert/strict";
import { join } from "node:path";
import { orrery } from "./command_line.ts";

/** A planner written without the framework at hand: a plugin is plain data, so its shape is enough. */
const PLUGIN = `
const still = {
  kind: "planner",
  description: "Plans to do nothing",
  options: { cost: { type: "number", default: 1, min: 0, description: "the cost that it claims" } },
  make: ({ cost }) => ({
    plan: ({ batch, horizon, space }) => Promise.resolve({
      plan: new Float64Array(batch * horizon * space.size),
      cost: new Float64Array(batch).fill(cost),
      trace: [],
    }),
  }),
};
export default { name: "stillness", planner: { still } };
`;

const TASK = `{
  "name": "still-life",
  "plugins": ["./plugins/stillness.js"],
  "env": { "use": "two-room" },
  "data": { "policy": { "use": "random" }, "episodes": 10, "steps": 40, "heldOut": 0.3 },
  "model": {
    "encoder": { "use": "conv", "with": { "widths": [8, 8, 8, 8], "dim": 8, "projector": 16 } },
    "predictor": { "use": "residual-mlp", "with": { "hidden": 16 } }
  },
  "train": {
    "joint": {
      "learn": ["encoder", "predictor"],
      "objectives": { "prediction": { "weight": 1 }, "sigreg": { "weight": 0.1, "with": { "slices": 16 } } },
      "steps": 2, "batch": 4, "window": 2
    }
  },
  "plan": { "planner": { "use": "still", "with": { "cost": 2 } }, "horizon": 2, "execute": 2 },
  "evaluate": { "success": { "episodes": 5, "oracleEpisodes": 0, "latencyPlans": 1 } }
}`;

Deno.test("a task file uses a plugin that lies outside of the project", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(join(folder, "plugins"));
  await Deno.writeTextFile(join(folder, "plugins", "stillness.js"), PLUGIN);
  await Deno.writeTextFile(join(folder, "task.jsonc"), TASK);
  const trained = await orrery("train", ["task.jsonc", "--backend", "wasm", "--json"], folder);
  assert.equal(trained.code, 0, trained.stderr);
  assert.match(trained.stderr, /plugins: \.\/plugins\/stillness\.js/);
  const { run, evaluations } = JSON.parse(trained.stdout);
  assert.equal(evaluations.success.rate, 0, "who does nothing reaches no goal that is not reached already");
  const again = await orrery("evaluate", [run, "--json"], folder);
  assert.equal(again.code, 0, again.stderr);
  const wrong = await orrery("train", ["task.jsonc", "plan.planner.with.coost=1"], folder);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /"coost".*"cost"/);
  await Deno.remove(folder, { recursive: true });
});
