/**
 * A worker that makes episodes of a task. It answers requests in their order, each once.
 *
 * @module
 */
import "./tell_parent.ts";
import builtin from "../../builtin.ts";
import { inProcess } from "../../core/env/env_batch.ts";
import { makeEnv } from "../../core/env/wrap.ts";
import { InputError } from "../../core/errors.ts";
import { Registry } from "../../core/registry.ts";
import type { EnvBatch } from "../../core/types.ts";
import type { Collector } from "../data/collector.ts";
import { ownCollector } from "../data/own_collector.ts";
import { loadPlugins } from "../task/load_plugins.ts";
import { closeSandboxes } from "../sandbox/open_sandbox.ts";
import type { CollectRequest, CollectResponse, EpisodeSource } from "./collect_request.ts";
import { failure, type Reply } from "./thread.ts";

let batch: EnvBatch | undefined;
let collector: Collector | undefined;

async function open({ env, policy, steps, seed, plugins, base }: EpisodeSource): Promise<undefined> {
  const registry = new Registry([builtin, ...await loadPlugins(plugins, new URL(base))]);
  batch = inProcess(() => makeEnv(registry, env), 1);
  const acts = registry.make("policy", policy, { spec: batch.spec });
  collector = ownCollector({ batch, policy: acts, steps, seed });
}

async function close(): Promise<undefined> {
  try {
    await batch?.close();
  } finally {
    closeSandboxes();
  }
}

async function answer(request: CollectRequest): Promise<Reply<CollectResponse>> {
  try {
    if (request.kind === "open") return { ok: await open(request.source) };
    if (request.kind === "close") return { ok: await close() };
    if (collector) return { ok: await collector.collect(request.index) };
    throw new InputError(`Cannot collect episode ${request.index}: no world is open, expected "open" first`);
  } catch (error) {
    return failure(error);
  }
}

/** Memory that moves to the other thread; nothing is copied. */
function memoryOf(rows: NonNullable<CollectResponse>): ArrayBuffer[] {
  return Object.values(rows).map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}

let last: Promise<void> = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<CollectRequest>) => {
  last = last.then(async () => {
    const reply = await answer(data);
    self.postMessage(reply, { transfer: "ok" in reply && reply.ok ? memoryOf(reply.ok) : [] });
  });
};
