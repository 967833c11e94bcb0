import assert from "node:assert/strict";
import { renderLineChart, seriesOf } from "./line_chart.ts";

const fall = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ step: i + 1, value: 100 * Math.exp(-i / 50) + 0.01 }));

const labels = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map((match) => match[1]);

Deno.test("values that are far apart are drawn over powers of ten, others over an even scale", async () => {
  const wide = await renderLineChart({ title: "Loss", series: [{ name: "loss", points: fall(400) }] });
  for (const power of ["0.01", "0.1", "1", "10"]) assert.ok(labels(wide.source).includes(power), power);
  const even = await renderLineChart({
    title: "Loss",
    series: [{ name: "loss", points: fall(400) }],
    scale: "linear",
  });
  assert.ok(labels(even.source).includes("80"));
});

Deno.test("the picture says in words what it shows", async () => {
  const { source } = await renderLineChart({
    title: "Effective rank",
    series: [{ name: "rank", points: [{ step: 1, value: 2 }, { step: 9, value: 40.62 }] }],
    rules: [{ label: "D = 64", value: 64, side: "left" }],
  });
  assert.match(source, /^<svg role="img" aria-label="Effective rank\. rank from 2 to 40\.6; level: D = 64" /);
  assert.ok(labels(source).includes("D = 64"));
});

Deno.test("long curves are thinned, so that the drawing stays small", async () => {
  const chart = (count: number) =>
    renderLineChart({ title: "x", series: [{ name: "x", points: fall(count) }] });
  const [short, long] = await Promise.all([chart(240), chart(24_000)]);
  assert.ok(long.source.length < 1.5 * short.source.length);
});

Deno.test("a chart without points, and one with a single point, can be drawn", async () => {
  const none = await renderLineChart({ title: "x", series: [{ name: "x", points: [] }] });
  assert.match(none.source, /x: no values/);
  const one = await renderLineChart({ title: "x", series: [{ name: "x", points: [{ step: 1, value: 1 }] }] });
  assert.match(one.source, /aria-label="x\. x from 1 to 1"/);
});

Deno.test("rows without the quantity, or with one that is not finite, are left out", () => {
  const row = { stage: "joint", loss: 1, learningRate: 1, gradNorm: 1, seconds: 1, rng: "0" };
  const rows = [
    { ...row, step: 1, terms: { sigreg: 5 } },
    { ...row, step: 2, terms: {} },
    { ...row, step: 3, terms: { sigreg: NaN } },
    { ...row, step: 4, terms: { sigreg: 2 } },
  ];
  assert.deepEqual(seriesOf(rows, "SIGReg", ({ terms }) => terms.sigreg), {
    name: "SIGReg",
    points: [{ step: 1, value: 5 }, { step: 4, value: 2 }],
  });
});
