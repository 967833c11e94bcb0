/** Runs the tests that compute with tensors on WebGPU, where there is an adapter, a software one included. */
import config from "../deno.json" with { type: "json" };
import { findAdapter } from "../host/backends/webgpu.ts";

const ROOMS = [
  "core/engine",
  "core/nn",
  "core/train",
  "core/world_model_test.ts",
  "models",
  "planners",
  "evaluations",
];
const SUITES = ["testing", "tests/engine", "reference"];

const found = await findAdapter();
if (!found) {
  console.log("no WebGPU adapter: its tests are left out");
  Deno.exit(0);
}
// Those of the task "test", but for the examples in the documentation: they open backends of their own.
const flags = config.tasks.test.command.split(" ").filter((word) =>
  word.startsWith("--") && word !== "--doc"
);
console.log(`WebGPU tests on ${found.report.name}`);
const { code } = await new Deno.Command(Deno.execPath(), {
  args: ["test", ...flags, ...ROOMS, ...SUITES],
  cwd: new URL("../", import.meta.url).pathname,
  env: { ORRERY_TEST_BACKEND: "webgpu" },
}).spawn().status;
Deno.exit(code);
