import { statfs } from "node:fs/promises";

/** Whether runs can be saved in a folder. */
export interface DiskReport {
  /** The folder. */
  readonly folder: string;
  /** Free bytes, where the folder can be written to. */
  readonly free?: number;
  /** Why it cannot be written to. */
  readonly refused?: string;
}

/** Writes, flushes and removes a small file. */
export async function checkDisk(folder: string): Promise<DiskReport> {
  try {
    const path = await Deno.makeTempFile({ dir: folder, prefix: ".doctor-" });
    try {
      using file = await Deno.open(path, { write: true });
      await file.write(new Uint8Array(4096));
      await file.sync();
    } finally {
      await Deno.remove(path);
    }
    const { bavail, bsize } = await statfs(folder);
    return { folder, free: bavail * bsize };
  } catch (error) {
    return { folder, refused: (error as Error).message };
  }
}
