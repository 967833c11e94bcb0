import assert from "node:assert/strict";
import { renderSpreadChart } from "./spread_chart.ts";

Deno.test("there is a bar for each dimension, in ascending order whatever the order given", async () => {
  const { source } = await renderSpreadChart([1, 0.25, 0.5], 460);
  const heights = [
    ...source.matchAll(/d="M[\d.]+,[\d.]+h[\d.]+v([\d.]+)h-[\d.]+Z" fill="var\(--series-1\)"/g),
  ]
    .map((match) => Number(match[1]));
  assert.equal(heights.length, 3);
  assert.ok(heights[0] < heights[1] && heights[1] < heights[2], heights.join());
  assert.match(source, /aria-label="Standard deviation of each of 3 dimensions, from 0\.25 to 1,/);
});

Deno.test("values that are not finite are left out", async () => {
  const { source } = await renderSpreadChart([NaN, 0.5], 460);
  assert.match(source, /each of 1 dimensions, from 0\.5 to 0\.5/);
});
