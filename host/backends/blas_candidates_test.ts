import assert from "node:assert/strict";
import { blasCandidates } from "./blas_candidates.ts";

Deno.test("blasCandidates starts with the path that a limited grant can name", () => {
  const linux = blasCandidates({ os: "linux", arch: "aarch64" });
  assert.equal(linux[0], "/usr/lib/aarch64-linux-gnu/libopenblas.so.0");
  assert.equal(linux.at(-1), "libopenblas.so.0");
  assert.equal(blasCandidates({ os: "darwin", arch: "aarch64" }).length, 1);
  assert.deepEqual(blasCandidates({ os: "windows", arch: "x86_64" }), []);
});
