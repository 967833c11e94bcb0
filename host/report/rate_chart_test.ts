import assert from "node:assert/strict";
import { renderRateChart } from "./rate_chart.ts";

Deno.test("a bar is as long as its rate, and the model's bar has a colour of its own", async () => {
  const { source } = await renderRateChart([
    { label: "this model", condition: "", role: "model", rate: 0.8, n: 10, low: 0.5, high: 0.9 },
    { label: "random actions", condition: "", role: "random", rate: 0.4, n: 10, low: 0.2, high: 0.6 },
  ]);
  const bars = [...source.matchAll(/d="M[\d.]+,[\d.]+h([\d.]+)v16h-[\d.]+Z" fill="([^"]*)"/g)];
  assert.deepEqual(bars.map(([, , fill]) => fill), ["var(--series-1)", "var(--faint)"]);
  const [model, random] = bars.map(([, width]) => Number(width));
  assert.ok(Math.abs(model - 2 * random) < 0.01, `${model} and ${random}`);
  assert.match(
    source,
    /aria-label="Success rates\. this model 80\u00a0%, interval 50\u00a0% to 90\u00a0%; random/,
  );
});
