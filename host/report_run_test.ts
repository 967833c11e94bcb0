import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createTinyRun, tinyTask } from "../tests/crash/tiny_run.ts";
import { writeReport } from "./report_run.ts";
import { appendMetrics } from "./runs/metrics_log.ts";
import type { RunFolder } from "./runs/run_folder.ts";

const setup = tinyTask();

async function withRun(work: (run: RunFolder) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(await createTinyRun(folder, setup));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The report of a run, as text. */
async function reportOf(run: RunFolder): Promise<string> {
  await writeReport(run, setup.task);
  return readFileSync(run.file("report.html"), "utf8");
}

Deno.test("a film that was deleted is left out and told of", () =>
  withRun(async (run) => {
    const film = (name: string) => ({
      evaluation: "success",
      file: `${name}.gif`,
      still: `${name}.png`,
      caption: `the ${name} film`,
    });
    const films = [film("kept"), film("gone")];
    writeFileSync(run.file("evaluations.json"), JSON.stringify({ metrics: {}, films }));
    writeFileSync(run.file("media", "kept.gif"), "GIF89a");
    const html = await reportOf(run);
    assert.match(html, /<figcaption>the kept film/);
    assert.doesNotMatch(html, /the gone film/);
    assert.match(html, /Missing from <code>media\/<\/code>: gone\.gif\./);
  }));

Deno.test("SIGReg's collapse counts the tokens of a frame", () =>
  withRun(async (run) => {
    const row = { stage: "joint", loss: 1, learningRate: 1, gradNorm: 1, seconds: 1, rng: "0" };
    appendMetrics(run.file("metrics.jsonl"), { ...row, step: 1, terms: { sigreg: 1 } });
    assert.match(await reportOf(run), />collapse 0\.8041</, "0.40205 for each of 2 windows");
    appendMetrics(run.file("metrics.jsonl"), { ...row, step: 2, terms: { sigreg: 1 }, tokens: 4 });
    assert.match(await reportOf(run), />collapse 3\.22</, "and for each of 4 tokens");
  }));
