/**
 * Libraries to try, in order; none for systems where no BLAS is known. Full paths come first: a grant for one
 * library (`--allow-ffi=<path>`) holds for a path only, a bare name needs the unlimited grant.
 *
 * @param build As `Deno.build` says.
 */
export function blasCandidates({ os, arch }: Pick<typeof Deno.build, "os" | "arch">): readonly string[] {
  if (os === "darwin") return ["/System/Library/Frameworks/Accelerate.framework/Accelerate"];
  if (os !== "linux") return [];
  const folders = [`/usr/lib/${arch}-linux-gnu`, "/usr/lib64", "/usr/lib"];
  return [...folders.map((folder) => `${folder}/libopenblas.so.0`), "libopenblas.so.0"];
}
