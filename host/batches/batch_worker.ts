/**
 * A worker that reads and cuts the batches of a stage. It ends with the stage, and the file with it.
 *
 * @module
 */
import "../workers/tell_parent.ts";
import { type Batches, drawnBatches } from "../../core/data/batches.ts";
import { windows } from "../../core/data/windows.ts";
import { InputError } from "../../core/errors.ts";
import { rngOfKey } from "../../core/rng.ts";
import type { Batch } from "../../core/types.ts";
import { failure, type Reply } from "../workers/thread.ts";
import type { BatchRequest, BatchResponse, BatchSource } from "./batch_request.ts";

let batches: Batches | undefined;

async function open({ path, episodes, cut, size, key }: BatchSource): Promise<undefined> {
  // Not imported above: the library of HDF5 is waited for, and a request that comes meanwhile would be lost.
  const { openDataset } = await import("../data/open_dataset.ts");
  batches = drawnBatches(windows(openDataset(path), episodes, cut), size, rngOfKey(key));
}

async function answer(request: BatchRequest): Promise<Reply<BatchResponse>> {
  try {
    if (request.kind === "open") return { ok: await open(request.source) };
    if (!batches) throw new InputError('Cannot make a batch: no file is open, expected "open" first');
    return { ok: await batches.at(request.step) };
  } catch (error) {
    return failure(error);
  }
}

/** Memory that moves to the other thread; nothing is copied. */
function memoryOf({ observations, actions }: Batch): ArrayBuffer[] {
  const arrays = [...Object.values(observations), actions];
  return arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}

let last: Promise<void> = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<BatchRequest>) => {
  last = last.then(async () => {
    const reply = await answer(data);
    self.postMessage(reply, { transfer: "ok" in reply && reply.ok ? memoryOf(reply.ok) : [] });
  });
};
