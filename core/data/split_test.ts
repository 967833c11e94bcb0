import assert from "node:assert/strict";
import fc from "fast-check";
import { seededRng } from "../rng.ts";
import { memorySource } from "./source.ts";
import { splitEpisodes, splitTask, subset } from "./split.ts";

Deno.test("splitEpisodes puts every episode on one side, and the asked share on the held-out one", () => {
  fc.assert(
    fc.property(fc.nat(200), fc.double({ min: 0, max: 0.99, noNaN: true }), fc.nat(), (n, share, seed) => {
      const { training, heldOut } = splitEpisodes(n, share, seededRng(seed));
      const all = [...training, ...heldOut].sort((a, b) => a - b);
      assert.deepEqual(all, Array.from({ length: n }, (_, i) => i));
      if (n > 0) assert.ok(training.length > 0);
      if (share === 0) assert.equal(heldOut.length, 0);
      else if (n > 1) assert.ok(heldOut.length >= 1 && Math.abs(heldOut.length - n * share) <= 1);
    }),
  );
});

Deno.test("splitEpisodes draws from the stream that it is given", () => {
  assert.deepEqual(splitEpisodes(50, 0.2, seededRng(1)), splitEpisodes(50, 0.2, seededRng(1)));
  assert.notDeepEqual(splitEpisodes(50, 0.2, seededRng(1)), splitEpisodes(50, 0.2, seededRng(2)));
});

Deno.test("splitEpisodes refuses shares that leave nothing to learn from", () => {
  assert.throws(() => splitEpisodes(10, 1, seededRng(0)), /share is 1, expected 0 up to below 1/);
  assert.throws(() => splitEpisodes(10, NaN, seededRng(0)), /share is NaN/);
  assert.throws(() => splitEpisodes(-1, 0.1, seededRng(0)), /there are -1/);
});

/** A task of stages with these windows. */
function taskOf(windows: readonly number[], heldOut = 0.1, seed = 0) {
  const train = Object.fromEntries(windows.map((window, i) => [`stage-${i}`, { window }]));
  return { seed, data: { heldOut, frameskip: 2 }, train };
}

Deno.test("splitTask is the plain draw wherever that leaves both sides an episode that is long enough", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 30 }),
      fc.constantFrom(0.05, 0.3, 0.9),
      fc.nat(50),
      (lengths, share, seed) => {
        const long = (episode: number) => lengths[episode] >= 5;
        const plain = splitEpisodes(lengths.length, share, seededRng(seed).fork("split"));
        const worked = plain.training.some(long) && plain.heldOut.some(long);
        const all = lengths.map((_, episode) => episode);
        fc.pre(all.filter(long).length >= 2);
        const { training, heldOut, rows, tooShort } = splitTask(taskOf([3], share, seed), lengths);
        assert.deepEqual([rows, tooShort], [5, lengths.filter((length) => length < 5).length]);
        if (worked) assert.deepEqual({ training, heldOut }, plain);
        else assert.ok(heldOut.every(long), "none is held out that is too short");
        assert.ok(training.some(long) && heldOut.some(long));
        assert.deepEqual([...training, ...heldOut].sort((a, b) => a - b), all);
      },
    ),
  );
});

Deno.test("every seed of a task with many short episodes has a window on both sides", () => {
  const lengths = Array.from({ length: 12 }, (_, episode) => episode % 2 === 0 ? 1 : 20);
  for (let seed = 0; seed < 40; seed++) {
    for (const share of [0.1, 0.9]) {
      const { training, heldOut } = splitTask(taskOf([3], share, seed), lengths);
      for (const side of [training, heldOut]) assert.ok(side.some((episode) => episode % 2 === 1));
    }
  }
});

Deno.test("splitTask asks for the longest window of all stages, on two episodes at least", () => {
  assert.equal(splitTask(taskOf([1, 4, 2]), [7, 7]).rows, 7);
  assert.throws(
    () => splitTask(taskOf([1, 4, 2]), [6, 7, 1]),
    /^InputError: Cannot hold out episodes for windows of 4 frames with frameskip 2: of 3 episodes 1 have the 7 rows of one, the longest has 7, expected .* one held-out; lower train\.stage-1\.window or/,
  );
  assert.throws(
    () => splitTask(taskOf([4]), [6, 6]),
    /of 2 episodes 0 have the 7 rows of one, the longest has 6/,
  );
});

const source = memorySource(
  [{ name: "x", shape: [], dtype: "float32" }],
  [{ x: Float32Array.of(1) }, { x: Float32Array.of(2, 3) }, { x: Float32Array.of(4, 5, 6) }],
);

Deno.test("subset numbers the chosen episodes anew", () => {
  const part = subset(source, [2, 0]);
  assert.deepEqual(part.lengths, [3, 1]);
  assert.deepEqual(part.read(0, "x", 1, 2), Float32Array.of(5, 6));
  assert.deepEqual(part.read(1, "x", 0, 1), Float32Array.of(1));
});

Deno.test("subset refuses episodes that are not there", () => {
  assert.throws(() => subset(source, [3]), /episode 3: there are 3 episodes/);
  assert.throws(() => subset(source, [1]).read(1, "x", 0, 1), /episode/);
});
