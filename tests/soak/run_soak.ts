/**
 * `deno task soak`: many training steps and many plans of a small model, or with `--shape` many steps of the
 * benchmarks' models, and whether memory stays flat.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { SHAPES } from "../../bench/step_shapes.ts";
import { suggestion } from "../../core/nearest.ts";
import { backendLine } from "../../host/backends/backend_report.ts";
import { openBackend } from "../../host/backends/open_backend.ts";
import { wholeNumber } from "../whole_number.ts";
import { shapeTraining } from "./shape_work.ts";
import { smallPlanning, smallTraining, type Work } from "./small_work.ts";
import { growthIn, residentThirds, soak } from "./soak.ts";

async function report(name: string, steps: number, make: () => Work | Promise<Work>): Promise<boolean> {
  using work = await make();
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
    shape: { type: "string", multiple: true, default: [] },
  },
});
const choice = (["wasm", "webgpu", "reference"] as const).find((name) => name === values.backend);
if (!choice) {
  console.error(`Cannot soak "${values.backend}": expected wasm, webgpu or reference`);
  Deno.exit(2);
}
const steps = wholeNumber("steps", values.steps);
const plans = wholeNumber("plans", values.plans);
const unknown = values.shape.find((name) => !SHAPES.some((shape) => shape.name === name));
if (unknown !== undefined) {
  console.error(
    `Cannot soak shape "${unknown}": there is no such shape, ${
      suggestion(
        unknown,
        SHAPES.map(({ name }) => name),
      )
    }`,
  );
  Deno.exit(2);
}
console.log(backendLine(await openBackend(choice)));
const held: boolean[] = [];
if (values.shape.length === 0) {
  held.push(await report("training", steps, smallTraining));
  held.push(await report("planning", plans, smallPlanning));
}
for (const shape of SHAPES.filter(({ name }) => values.shape.includes(name))) {
  held.push(await report(shape.name, steps, () => shapeTraining(shape)));
}
const holds = held.every(Boolean);
console.log(holds ? "memory holds" : "memory grows");
Deno.exit(holds ? 0 : 1);
