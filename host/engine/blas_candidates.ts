/** Where a BLAS may be found on a system. */
export interface BlasCandidate {
  /** Path or name for the loader. */
  readonly library: string;
  /** Whether it is OpenBLAS, which can be asked for its threads and core type. */
  readonly openblas: boolean;
}

const LINUX_FOLDERS: readonly string[] = [
  "/usr/lib/x86_64-linux-gnu",
  "/usr/lib/aarch64-linux-gnu",
  "/usr/lib64",
  "/usr/lib",
];

/**
 * Libraries to try, in order. Full paths come first: a grant for one library (`--allow-ffi=<path>`) holds for a
 * path only, a bare name needs the unlimited grant.
 *
 * @param os As `Deno.build.os` says.
 */
export function blasCandidates(os: typeof Deno.build.os): readonly BlasCandidate[] {
  if (os === "darwin") {
    return [{ library: "/System/Library/Frameworks/Accelerate.framework/Accelerate", openblas: false }];
  }
  if (os !== "linux") return [];
  const paths = LINUX_FOLDERS.map((folder) => `${folder}/libopenblas.so.0`);
  return [...paths, "libopenblas.so.0"].map((library) => ({ library, openblas: true }));
}
