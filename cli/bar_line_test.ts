import assert from "node:assert/strict";
import fc from "fast-check";
import { barLine } from "./bar_line.ts";

const training = {
  name: "train joint",
  done: 12_345,
  total: 20_000,
  what: "loss 0.5626, prediction 0.4711, sigreg 1.02, rank 14.2",
  left: 185,
};

Deno.test("a narrow terminal shortens the bar and drops words before time and loss", () => {
  assert.equal(
    barLine(training, 140),
    `train joint        ${"█".repeat(19)}${"░".repeat(12)} 61% | 12345/20000` +
      " | loss 0.5626, prediction 0.4711, sigreg 1.02, rank 14.2 | 3m5s left",
  );
  assert.equal(
    barLine(training, 110),
    "train joint        ███████░░░░░ 61% | 12345/20000 | loss 0.5626, prediction 0.4711, sigreg 1.02 | 3m5s left",
  );
  assert.equal(
    barLine(training, 80),
    "train joint        █████████░░░░░ 61% | 12345/20000 | loss 0.5626 | 3m5s left",
  );
  assert.equal(barLine(training, 70), "train joint  ██████░░░░ 61% | 12345/20000 | loss 0.5626 | 3m5s left");
  assert.equal(barLine(training, 60), "train joint    ██████░░░░ 61% | 12345/20000 | loss 0.5626");
  assert.equal(barLine(training, 40), "train joint 61% | 12345/20000");
  assert.equal(barLine(training, 20), "train joint 61% …");
});

Deno.test("a long name gives way to percent, steps, time and loss", () => {
  const long = { ...training, name: "train a-stage-with-a-name-that-somebody-liked" };
  assert.equal(
    barLine(long, 80),
    "train a-stage-with-a-… ██████░░░░ 61% | 12345/20000 | loss 0.5626 | 3m5s left",
  );
});

Deno.test("a phase that has told nothing yet is a name and an empty bar", () => {
  const nothing = { name: "collect", done: 0, total: 0, what: "" };
  assert.equal(barLine(nothing, 80), `collect            ${"░".repeat(40)}`);
});

Deno.test("times are told as people say them", () => {
  const told = (left: number) => barLine({ ...training, what: "", left }, 120).split(" | ")[2];
  assert.deepEqual([0, 59.4, 59.6, 3600, 90_061].map(told), [
    "0s left",
    "59s left",
    "1m0s left",
    "1h0m left",
    "25h1m left",
  ]);
});

/** Columns of a text in an emulator that follows Unicode: an upper bound that knows what bars are made of. */
function columnsOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter < "\u1100" || "█░…".includes(letter) ? 1 : 2), 0);
}

Deno.test("no line reaches the edge, breaks or steers the terminal, whatever its words are", () => {
  const words = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "binary" }),
    fc.constant("损失 0.5, \x1b[2J"),
  );
  const state = fc.record({
    name: words,
    done: fc.nat(),
    total: fc.nat(),
    what: words,
    left: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: undefined }),
  });
  fc.assert(fc.property(state, fc.nat(200), (shown, columns) => {
    const line = barLine(shown, columns);
    assert.ok(columnsOf(line) <= Math.max(columns - 3, 0), line);
    assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    const room = columns - 3 - " ".length - 10 - ` 100% | ${shown.done}/${shown.total}`.length;
    if (shown.total > 0 && room >= 18) assert.ok(line.includes(`% | ${shown.done}/${shown.total}`), line);
  }));
});
