import { decodeMessage, encodeMessage, PREFIX } from "./message.ts";
import { PluginHost } from "./plugin_host.ts";
import type { Answer } from "./channel.ts";

/** Fills `target` from standard input; false when the host has gone. */
function fill(target: Uint8Array): boolean {
  for (let at = 0; at < target.length;) {
    const count = Deno.stdin.readSync(target.subarray(at));
    if (count === null) return false;
    at += count;
  }
  return true;
}

function readFrame(): Uint8Array<ArrayBuffer> | undefined {
  const prefix = new Uint8Array(PREFIX);
  if (!fill(prefix)) return undefined;
  const frame = new Uint8Array(new DataView(prefix.buffer).getUint32(0, true));
  return fill(frame) ? frame : undefined;
}

function writeAll(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}

function failure(error: unknown): Answer {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { head: { error: text.split("\n")[0] }, arrays: [] };
}

/** What a careless plugin prints would stand between the answers. */
function silence(): void {
  Object.assign(globalThis, { console: new Proxy({}, { get: () => () => {} }) });
}

/**
 * Runs in the sandbox: loads one plugin and answers the host's questions about it, one after the other, until the
 * host is gone.
 */
export async function serve(load: () => Promise<{ readonly default?: unknown }>): Promise<void> {
  silence();
  const host = new PluginHost(load);
  for (let frame = readFrame(); frame !== undefined; frame = readFrame()) {
    const { sequence, head, arrays } = decodeMessage(frame);
    let bytes: Uint8Array;
    try {
      bytes = encodeMessage({ sequence, ...await host.answer(head, arrays) });
    } catch (error) {
      bytes = encodeMessage({ sequence, ...failure(error) });
    }
    writeAll(bytes);
  }
  Deno.exit(0);
}
