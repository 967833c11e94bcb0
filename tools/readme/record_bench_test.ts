import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchReport } from "../../bench/bench_report.ts";
import { recordBench } from "./record_bench.ts";
import { readBenches } from "./recorded_bench.ts";

const spread = (median: number) => ({ median, min: median / 2, max: 2 * median });

const REPORT: BenchReport = {
  date: "2026-01-02",
  commit: "abc1234",
  machine: { processor: "A processor", cores: 2, instructions: ["avx2"] },
  backend: {
    name: "wasm",
    adapter: undefined,
    blas: { library: "/usr/lib/libopenblas.so.0", coreType: "SkylakeX" },
    threads: 2,
    reason: "matrix products by /usr/lib/libopenblas.so.0",
  },
  roof: 200.4,
  versions: { deno: "2.9.6", tfjs: "4.22.0" },
  peer: { torch: "1.13.0", python: "3.11.2", threads: 2 },
  seconds: 61,
  results: [
    {
      name: "vit-96",
      turns: 3,
      oursMs: 500,
      ours: spread(500),
      peerMs: 400,
      peer: spread(400),
      ratio: spread(0.8),
      sgemmShare: 0.25,
      outsideProductsMs: 125,
      noBlas: { oursMs: 2000, ratio: spread(0.2) },
      lossError: 1e-7,
      gradientError: { error: 1.1e-4, tensor: "w" },
    },
    {
      name: "plan-1",
      turns: 3,
      oursMs: 7000,
      ours: spread(7000),
      ratio: spread(1),
      saved: spread(1.5),
      scoreError: 2e-7,
    },
  ],
};

function inProject(run: (project: string) => void): void {
  const project = mkdtempSync(join(tmpdir(), "project-"));
  try {
    writeFileSync(join(project, "README.md"), "# P\n\n<!-- bench -->\n<!-- /bench -->\n\nend\n");
    run(project);
  } finally {
    rmSync(project, { recursive: true });
  }
}

Deno.test("a report is kept without a path of the machine, and the README shows it", () =>
  inProject((project) => {
    assert.equal(recordBench(REPORT, project), "bench/results/2026-01-02-peers.json");
    assert.doesNotMatch(readFileSync(join(project, "bench/results/2026-01-02-peers.json"), "utf8"), /\/usr/);
    const readme = readFileSync(join(project, "README.md"), "utf8");
    for (
      const row of [
        /^\| `vit-96` +\| 500 ms +\| 400 ms +\| 0\.80 \[0\.40, 1\.60\] +\| – +\| 0\.20 \[0\.10, 0\.40\] +\| 25 % +\| 125 ms +\| loss 1e-7, gradients 1e-4 +\|$/m,
        /^\| `plan-1` +\| 7\.0 s +\| – +\| 1\.00 \[0\.50, 2\.00\] +\| 1\.50 \[0\.75, 3\.00\] +\|.*scores 2e-7 +\|$/m,
        /^\| Measured +\| 2026-01-02, commit abc1234, in 1 min 1 s +\|$/m,
        /^\| Products +\| libopenblas\.so\.0, core type SkylakeX, sgemm 200·10⁹ operations a second +\|$/m,
        /^\| PyTorch +\| 1\.13\.0, Python 3\.11\.2, 2 threads +\|$/m,
      ]
    ) assert.match(readme, row);
    assert.match(readme, /^# P\n[\s\S]*\nend\n$/);
  }));

Deno.test("figures without a peer stand beside those with one, the newest of each", () =>
  inProject((project) => {
    const { peer: _, ...alone } = REPORT;
    const rate = (median: number) => ({ perSecond: spread(median), unit: "steps" });
    recordBench(REPORT, project);
    for (const [date, perSecond] of [["2026-01-03", 5000], ["2026-01-04", 6000]] as const) {
      const results = [{ name: "env/a", turns: 3, oursMs: 1, ours: spread(1), rate: rate(perSecond) }];
      assert.equal(recordBench({ ...alone, date, results }, project), `bench/results/${date}-alone.json`);
    }
    assert.equal(readBenches(join(project, "bench/results")).length, 3);
    const readme = readFileSync(join(project, "README.md"), "utf8");
    assert.match(readme, /`vit-96`/);
    assert.match(readme, /^\| `env\/a` +\| 6000 \[3000, 12000\] steps \|$/m);
    assert.doesNotMatch(readme, /5000|2026-01-03/);
  }));
