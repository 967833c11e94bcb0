import assert from "node:assert/strict";
import { formatName, formatNumber, formatPercent, formatSeconds } from "./format.ts";

Deno.test("numbers keep three or four digits and no more", () => {
  assert.equal(formatNumber(0.99984), "0.9998");
  assert.equal(formatNumber(51.4621), "51.5");
  assert.equal(formatNumber(-2), "−2");
  assert.equal(formatNumber(1234.5), "1235");
  assert.equal(formatNumber(12800), "12\u202f800");
  assert.equal(formatNumber(1234567), "1\u202f234\u202f567");
  assert.equal(formatNumber(3.14e-7), "3.1e−7");
  assert.equal(formatNumber(0), "0");
  assert.equal(formatNumber(-Infinity), "−∞");
  assert.equal(formatNumber(NaN), "NaN");
});

Deno.test("percentages have at most one decimal", () => {
  assert.equal(formatPercent(0.425), "42.5\u00a0%");
  assert.equal(formatPercent(1), "100\u00a0%");
  assert.equal(formatPercent(1 / 3), "33.3\u00a0%");
});

Deno.test("durations never show sixty of a unit", () => {
  assert.equal(formatSeconds(0.42), "0.4\u00a0s");
  assert.equal(formatSeconds(59.7), "1\u00a0min 0\u00a0s");
  assert.equal(formatSeconds(200), "3\u00a0min 20\u00a0s");
  assert.equal(formatSeconds(3599.6), "1\u00a0h 00\u00a0min");
  assert.equal(formatSeconds(7510), "2\u00a0h 05\u00a0min");
});

Deno.test("names of fields are put in words", () => {
  assert.equal(formatName("alreadySolved"), "already solved");
  assert.equal(formatName("latencyMs"), "latency (ms)");
  assert.equal(formatName("agent_x"), "agent_x");
});
