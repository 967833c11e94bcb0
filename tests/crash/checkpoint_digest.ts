import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A file of a checkpoint, without the only thing in it that a clock tells. */
function content(path: string): Uint8Array | string {
  if (!path.endsWith("state.json")) return readFileSync(path);
  const { seconds: _seconds, ...counters } = JSON.parse(readFileSync(path, "utf8"));
  return JSON.stringify(counters);
}

/** Digest of all that the checkpoints of a run hold, but for the time that they took. */
export function checkpointDigest(run: string): string {
  const digest = createHash("sha256");
  for (const name of ["best", "last"]) {
    const folder = join(run, "checkpoints", name);
    for (const file of readdirSync(folder).sort()) {
      digest.update(`${name}/${file}\n`).update(content(join(folder, file)));
    }
  }
  return digest.digest("hex");
}
