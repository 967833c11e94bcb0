/**
 * `deno task soak`: many training steps and many plans of a small model, and whether memory stays flat.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { backendLine } from "../../host/engine/backend_report.ts";
import { openBackend } from "../../host/engine/open_backend.ts";
import { wholeNumber } from "../whole_number.ts";
import { smallPlanning, smallTraining, type Work } from "./small_work.ts";
import { growthIn, residentThirds, soak } from "./soak.ts";

async function report(name: string, steps: number, make: () => Work): Promise<boolean> {
  using work = make();
  const started = performance.now();
  const samples = await soak(steps, (step) => work.once(step));
  const [first, last] = [samples[0], samples[samples.length - 1]];
  const [before, after] = residentThirds(samples);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${name}: ${steps} in ${seconds.toFixed(0)} s; tensors ${first.tensors} to ${last.tensors}, ` +
      `bytes ${first.bytes} to ${last.bytes}, buffers ${first.buffers} to ${last.buffers}, ` +
      `resident at most ${before.toFixed(0)} MiB in the first third, ${after.toFixed(0)} in the last`,
  );
  const growth = growthIn(samples);
  if (growth !== undefined) console.error(`Cannot accept growth in ${name}: ${growth}`);
  return growth === undefined;
}

const { values } = parseArgs({
  options: {
    backend: { type: "string", default: "wasm" },
    steps: { type: "string", default: "5000" },
    plans: { type: "string", default: "1000" },
  },
});
const choice = (["wasm", "webgpu", "reference"] as const).find((name) => name === values.backend);
if (!choice) {
  console.error(`Cannot soak "${values.backend}": expected wasm, webgpu or reference`);
  Deno.exit(2);
}
const steps = wholeNumber("steps", values.steps);
const plans = wholeNumber("plans", values.plans);
console.log(backendLine(await openBackend(choice)));
const trained = await report("training", steps, smallTraining);
const planned = await report("planning", plans, smallPlanning);
console.log(trained && planned ? "memory holds" : "memory grows");
Deno.exit(trained && planned ? 0 : 1);
