import assert from "node:assert/strict";
import fc from "fast-check";
import { seededRng } from "../rng.ts";
import type { ActionSpace, ColumnSpec, EpisodeSource } from "../types.ts";
import { memorySource } from "./source.ts";
import { checkActions, windows } from "./windows.ts";

const columns: ColumnSpec[] = [
  { name: "pixels", shape: [2], dtype: "uint8" },
  { name: "proprio", shape: [1], dtype: "float64" },
  { name: "action", shape: [1], dtype: "float32" },
];
const actionSpace: ActionSpace = { kind: "box", low: [0], high: [1000] };

/** Every value tells its episode and row; the action of row t is 10·t. */
function numbered(lengths: readonly number[]): EpisodeSource {
  return memorySource(
    columns,
    lengths.map((rows, episode) => ({
      pixels: Uint8Array.from({ length: 2 * rows }, (_, i) => i % 2 === 0 ? episode : i >> 1),
      proprio: Float64Array.from({ length: rows }, (_, row) => row / 2),
      action: Float32Array.from({ length: rows }, (_, row) => row === rows - 1 ? NaN : 10 * row),
    })),
  );
}

Deno.test("windows have T observations, frameskip apart, and the action blocks between them", () => {
  fc.assert(fc.property(
    fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 3 }),
    fc.nat(),
    (lengths, frames, frameskip, seed) => {
      const span = (frames - 1) * frameskip + 1;
      fc.pre(lengths.some((rows) => rows >= span));
      const episodes = lengths.map((_, episode) => episode);
      const cut = windows(numbered(lengths), episodes, {
        frames,
        frameskip,
        streams: ["pixels", "proprio"],
        actionSpace,
      });
      assert.equal(cut.count, lengths.reduce((sum, rows) => sum + Math.max(0, rows - span + 1), 0));
      const { observations: { pixels, proprio }, actions } = cut.sample(seededRng(seed), 5);
      assert.equal(actions.length, 5 * (frames - 1) * frameskip);
      for (let b = 0; b < 5; b++) {
        const [episode, start] = pixels.slice(b * frames * 2);
        for (let t = 0; t < frames; t++) {
          const at = b * frames + t;
          assert.deepEqual([...pixels.slice(2 * at, 2 * at + 2)], [episode, start + t * frameskip]);
          assert.equal(proprio[at], (start + t * frameskip) / 2);
        }
        for (let i = 0; i < (frames - 1) * frameskip; i++) {
          const native = (actions[b * (frames - 1) * frameskip + i] + 1) * 500;
          assert.ok(Math.abs(native - 10 * (start + i)) < 1e-3);
        }
      }
    },
  ));
});

Deno.test("windows are drawn uniformly over all episodes that are allowed, and only those", () => {
  const cut = windows(numbered([3, 9, 4]), [0, 2], {
    frames: 2,
    frameskip: 1,
    streams: ["pixels"],
    actionSpace,
  });
  assert.equal(cut.count, 5);
  const seen = new Map<string, number>();
  const { observations: { pixels } } = cut.sample(seededRng(3), 5000);
  for (let b = 0; b < 5000; b++) {
    const key = `${pixels[4 * b]}:${pixels[4 * b + 1]}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  assert.deepEqual([...seen.keys()].sort(), ["0:0", "0:1", "2:0", "2:1", "2:2"]);
  for (const count of seen.values()) assert.ok(Math.abs(count - 1000) < 150, String(count));
});

Deno.test("a window of one frame has no actions, and may lie on the last row", () => {
  const cut = windows(numbered([2]), [0], { frames: 1, frameskip: 3, streams: ["pixels"], actionSpace });
  assert.equal(cut.count, 2);
  assert.equal(cut.sample(seededRng(0), 4).actions.length, 0);
});

Deno.test("choices become one-hot, however they are stored", () => {
  const source = memorySource([{ name: "action", shape: [], dtype: "int64" }], [
    { action: BigInt64Array.of(2n, 0n, 0n) },
  ]);
  const cut = windows(source, [0], {
    frames: 2,
    frameskip: 2,
    streams: [],
    actionSpace: { kind: "discrete", n: 3 },
  });
  assert.deepEqual(cut.sample(seededRng(0), 1).actions, Float32Array.of(0, 0, 1, 1, 0, 0));
});

Deno.test("a source whose rows are not what its columns say is refused", () => {
  const source: EpisodeSource = {
    ...numbered([3]),
    read: (_, __, ___, count) => new BigInt64Array(count * 4),
  };
  const cut = windows(source, [0], { frames: 1, frameskip: 1, streams: ["pixels"], actionSpace });
  assert.throws(() => cut.sample(seededRng(0), 1), /column "pixels" holds int64, expected uint8/);
});

Deno.test("windows say why data cannot be cut", () => {
  const cut = { frames: 3, frameskip: 2, streams: ["pixels"], actionSpace };
  assert.throws(
    () => windows(numbered([2, 4]), [0, 1], cut),
    /3 frames with frameskip 2: the longest of 2 episodes has 4 rows, expected at least 5/,
  );
  assert.throws(() => windows(numbered([9]), [], cut), /longest of 0 episodes/);
  assert.throws(() => windows(numbered([9]), [1], cut), /episode 1/);
  assert.throws(() => windows(numbered([9]), [0], { ...cut, streams: ["pixel"] }), /did you mean "pixels"/);
  assert.throws(() => windows(numbered([9]), [0], { ...cut, frames: 0 }), /frames is 0/);
  const two: ActionSpace = { kind: "box", low: [0, 0], high: [1, 1] };
  assert.throws(
    () => windows(numbered([9]), [0], { ...cut, actionSpace: two }),
    /has 1 numbers a row, expected 2/,
  );
});

Deno.test("NaN among the actions of a window is an error that names episode and row", () => {
  const source = memorySource([{ name: "action", shape: [1], dtype: "float32" }], [
    { action: Float32Array.of(1, NaN, 1, NaN) },
  ]);
  const cut = windows(source, [0], { frames: 4, frameskip: 1, streams: [], actionSpace });
  assert.throws(() => cut.sample(seededRng(0), 1), /action in episode 0, row 1 is NaN/);
});

Deno.test("where nothing is done no actions are stored, and windows have none", () => {
  const source = memorySource(columns.slice(0, 1), [{ pixels: Uint8Array.of(1, 2, 3, 4) }]);
  const cut = { frames: 2, frameskip: 1, streams: ["pixels"] };
  const still: ActionSpace = { kind: "box", low: [], high: [] };
  const { observations, actions } = windows(source, [0], { ...cut, actionSpace: still })
    .sample(seededRng(0), 3);
  assert.deepEqual([observations.pixels.length, actions.length], [12, 0]);
  assert.throws(() => windows(source, [0], { ...cut, actionSpace }), /no column "action"/);
});

Deno.test("an action that is none is found wherever a window may hold it, and nowhere else", () => {
  const withAction = (at: number, value: number, rows = [5, 3]) => {
    const source = numbered(rows);
    const read: EpisodeSource["read"] = (episode, column, row, count) => {
      const data = source.read(episode, column, row, count);
      const found = column === "action" && episode === 0 && row <= at && at < row + count;
      return found && data instanceof Float32Array ? data.with(at - row, value) : data;
    };
    return { ...source, read };
  };
  const cut = { frames: 2, frameskip: 3, streams: ["pixels"], actionSpace };
  checkActions(withAction(4, NaN), [0, 1], cut); // the last row
  assert.throws(
    () => checkActions(withAction(3, NaN), [0, 1], cut),
    /the action in episode 0, row 3 is NaN, expected a number/,
  );
  checkActions(withAction(3, NaN), [1], cut);
  checkActions(withAction(3, NaN), [0, 1], { ...cut, frames: 1 });
  checkActions(withAction(1, NaN, [3, 9]), [0, 1], cut); // too short for a window
  const choices: ActionSpace = { kind: "discrete", n: 11 };
  assert.throws(
    () => checkActions(numbered([5]), [0], { ...cut, actionSpace: choices }),
    /choice 20, expected a whole number from 0 to 10/,
  );
});
