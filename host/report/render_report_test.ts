import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeGif } from "../media/gif.ts";
import { encodePng } from "../media/png.ts";
import type { ReportInput } from "./input.ts";
import { renderReport } from "./render_report.ts";

const picture = { width: 4, height: 2, rgb: new Uint8Array(24).fill(90) };
const film = { gif: encodeGif([picture, picture], { delayMs: 80 }), still: encodePng(picture) };
const rate = (value: number, n: number) => ({ rate: value, n, low: 0.9 * value, high: 0.5 + value / 2 });

function example(text = "two-room"): ReportInput {
  const row = { stage: text, learningRate: 3e-4, gradNorm: 2, rng: "0/step" };
  return {
    task: { name: text, data: { note: text } },
    hash: text,
    seed: 7,
    run: { command: ["deno", "task", "train", text], versions: { orrery: "0.1.0", [text]: text } },
    seconds: { collect: 12, train: 200, [text]: 3 },
    metrics: [1, 100, 200].map((step) => ({
      ...row,
      step,
      loss: 5 / step,
      terms: { prediction: 1 / step, sigreg: 1 + 50 / step, [text]: 1 },
      seconds: step,
      heldOut: { prediction: 1, ratio: 0.5, rank: 20, std: [0.5, 1] },
    })),
    evaluations: {
      success: {
        ...rate(0.8, 200),
        criterion: text,
        random: rate(0.1, 200),
        oracle: rate(0.9, 30),
        strata: { [text]: rate(0.5, 60) },
        alreadySolved: 4,
        latencyMs: { p50: 120.4, p95: 160.2 },
      },
      [text]: { near: { top1: 0.5, [text]: text }, deep: { deeper: { deepest: text } } },
    },
    films: [{ name: "success-0", caption: text, ...film }, {
      name: text,
      caption: "Missed by 61 px",
      ...film,
    }],
    gauges: {
      sigreg: { value: 1.2, floor: 1.05, collapse: 51.5 },
      rank: { value: 20, dim: 64 },
      std: [0.5, 1],
    },
  };
}

const empty: ReportInput = {
  ...example(),
  run: {},
  seconds: {},
  metrics: [],
  evaluations: {},
  films: [],
  gauges: {},
};

const VOID = new Set(["!DOCTYPE", "meta", "br", "img", "source"]);

/** Names of all elements; throws where a tag is not closed, or closed by another. */
function elements(page: string): string[] {
  const [open, all]: [string[], string[]] = [[], []];
  const text = page.replace(/<style>[^<]*<\/style>/, "");
  for (const [, close, name, rest] of text.matchAll(/<(\/?)([!\w]+)((?:"[^"]*"|[^">])*)>/g)) {
    if (close) assert.equal(open.pop(), name);
    else {
      all.push(name);
      if (!VOID.has(name) && !rest.endsWith("/")) open.push(name);
    }
  }
  assert.deepEqual(open, []);
  return all;
}

Deno.test("the same input gives the same page, and all tags are closed", async () => {
  const page = await renderReport(example());
  assert.equal(page, await renderReport(example()));
  const all = elements(page);
  for (const name of ["title", "h1", "svg", "img", "table", "details"]) assert.ok(all.includes(name), name);
  assert.ok(!all.includes("script"));
});

Deno.test("the page needs no network: every address is inside it, but for names of XML", async () => {
  const page = await renderReport(example());
  assert.deepEqual(
    new Set(page.match(/https?:[^"\s]*/g)),
    new Set(["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"]),
  );
  for (const [, address] of page.matchAll(/(?:src|srcset|href)="([^"]*)"/g)) assert.match(address, /^data:/);
  assert.doesNotMatch(page, /url\(|@import/);
});

Deno.test("the page holds the figures of its input", async () => {
  const page = await renderReport(example());
  const texts = [
    "80\u00a0%",
    "of 200 starts on held-out episodes",
    "latency (ms)",
    "floor 1.05",
    "collapse 51.5",
    "20 of 64",
    "deno task train two-room",
    "3\u00a0min 35\u00a0s",
    "Missed by 61 px",
    "satisfied the goal already: 4",
  ];
  for (const text of texts) assert.ok(page.includes(text), text);
  assert.ok(page.includes(`data:image/gif;base64,${film.gif.toBase64()}`));
  assert.match(page, /width="4" height="2"/);
});

Deno.test("hostile text stays text wherever it stands", async () => {
  const plain = elements(await renderReport(example("plain"))).length;
  const hostile = fc.constantFrom(
    "<",
    ">",
    '"',
    "'",
    "&",
    "</style>",
    "<script>",
    "-->",
    "]]>",
    "${",
    "\\",
    "\n",
    "a",
  );
  const text = fc.array(hostile, { minLength: 1, maxLength: 6 }).map((parts) => `x${parts.join("")}`);
  await fc.assert(
    fc.asyncProperty(text, async (text) => {
      assert.equal(elements(await renderReport(example(text))).length, plain);
    }),
    { numRuns: 12 },
  );
});

Deno.test("parts that are missing get a sentence in their place", async () => {
  const page = await renderReport(empty);
  elements(page);
  const sentences = [
    "Not evaluated yet",
    "No planned episode",
    "No evaluation has",
    "Nothing has been logged",
  ];
  for (const sentence of [...sentences, "no gauges", "No timings", "command was not kept"]) {
    assert.ok(page.includes(sentence), sentence);
  }
  assert.doesNotMatch(page, /undefined|NaN|<svg/);
});

Deno.test("films that are too large together are linked from media/, not embedded", async () => {
  const large = { name: "failure 1", caption: "Long", gif: new Uint8Array(4 * 2 ** 20) };
  const page = await renderReport({ ...empty, films: [large, { ...large, name: "failure-2" }] });
  assert.match(page, /src="media\/failure%201\.gif"/);
  assert.doesNotMatch(page, /data:image\/gif/);
});
