import assert from "node:assert/strict";
import type { DoctorReport, EngineReport } from "../host/backends/doctor.ts";
import { doctorText } from "./doctor.ts";

const bare: EngineReport = {
  blas: { missing: "libopenblas.so.0 is not installed" },
  threads: 2,
  kernels: ["Gelu", "AdamW"],
  without: 34.4,
};

function textOf(engine: EngineReport): string {
  const report: DoctorReport = {
    system: { deno: "2.9.6", platform: "linux x86_64", cores: 2, instructions: ["avx2"] },
    adapter: undefined,
    engine,
    backends: [{ name: "wasm", passed: true }],
    disk: { folder: ".", free: 2 ** 30 },
    choice: { name: "wasm", reason: "there is no WebGPU adapter" },
    remedies: ["install it"],
  };
  return doctorText(report);
}

Deno.test("doctor tells threads, own kernels, and the speed of products without the library", () => {
  const text = textOf(bare);
  assert.match(text, /^threads {3}2$/m);
  assert.match(text, /^BLAS {6}none, 34 GFLOPS without$/m);
  assert.match(text, /^kernels {3}Gelu, AdamW$/m);
  assert.match(text, /^to do:\n {2}install it$/m);
});

Deno.test("doctor tells what the library gains, and how fast each core type is", () => {
  const blas = { library: "/b.so", coreType: "SkylakeX" };
  const text = textOf({ ...bare, blas, withBlas: 172, coreTypes: { own: 60, SkylakeX: 118.6 } });
  assert.match(
    text,
    /^BLAS {6}\/b\.so \(core type SkylakeX\): 172 GFLOPS, 34 GFLOPS without, 5\.0 times as fast$/m,
  );
  assert.match(text, /^ {10}a thread: SkylakeX 119, own 60 GFLOPS$/m);
  const own = { library: "/b.so", coreType: undefined };
  assert.match(textOf({ ...bare, blas: own, withBlas: 60 }), /core type chosen by itself\): 60 GFLOPS/);
});
