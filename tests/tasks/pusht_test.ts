import assert from "node:assert/strict";
import { dispose } from "@tensorflow/tfjs-core";
import builtin from "../../builtin.ts";
import { buildModel } from "../../core/build.ts";
import { Registry } from "../../core/registry.ts";
import { seededRng } from "../../core/rng.ts";
import { resolveTask } from "../../core/task/resolve.ts";
import { tasks } from "../../tasks/mod.ts";
import { openTestBackend } from "../backend.ts";

await openTestBackend();

Deno.test("Push-T as published has LeWorldModel's 18 million weights", () => {
  const registry = new Registry([builtin]);
  const { task } = resolveTask({ text: tasks.pusht, file: "pusht.jsonc", registry, preset: "paper" });
  const model = buildModel(task, registry, registry.make("env", task.env!, {}), seededRng(0));
  const parts = [model.encoder, model.predictor].flatMap(({ params, buffers }) => [params, buffers]);
  const weights = parts.flatMap((part) => Object.values(part)).reduce((sum, { size }) => sum + size, 0);
  assert.ok(Math.abs(weights - 18e6) < 0.1e6, String(weights));
  dispose(parts);
});
