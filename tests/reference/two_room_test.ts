import assert from "node:assert/strict";
import file from "./oracle/tworoom.json" with { type: "json" };
import type { OracleFile } from "./replayer.ts";
import { twoRoomReplayer } from "./two_room.ts";

const oracle: OracleFile = file;

Deno.test("trajectories and frames of swm/TwoRoom-v1 replay within their tolerances", async () => {
  assert.ok(twoRoomReplayer.accepts(oracle));
  const { discrepancies, missing } = await twoRoomReplayer.replay(oracle);
  assert.deepEqual(missing, {});
  assert.equal(discrepancies.filter(({ quantity }) => quantity === "position, px").length, 20);
  assert.equal(discrepancies.filter(({ quantity }) => quantity === "bytes that differ").length, 3);
  for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
});

Deno.test("a wrong trajectory and a wrong frame are found out", async () => {
  const { cases: [first], frames: [frame] } = file;
  const states = first.states.with(3, [0, 0]);
  const changed: OracleFile = {
    source: file.source,
    cases: [{ ...first, states }],
    frames: [{ ...frame, state: [61, 112] }],
  };
  const { discrepancies } = await twoRoomReplayer.replay(changed);
  const over = discrepancies.filter(({ error, tolerance }) => error > tolerance).map(({ quantity }) =>
    quantity
  );
  assert.deepEqual(over, ["position, px", "bytes that differ", "bytes that differ by more than 1"]);
});

Deno.test("a frame that varies something unknown is counted as missing", async () => {
  const frames = [{ ...file.frames[0], variation: { "light.intensity": 1 } }];
  const { missing } = await twoRoomReplayer.replay({ source: file.source, cases: [], frames });
  assert.deepEqual(missing, { "frame with light.intensity": 1 });
});

Deno.test("files of another kind are left alone", () => {
  const source = { engine: "Chipmunk2D", version: "7.0.3", what: "Push-T" };
  assert.equal(twoRoomReplayer.accepts({ source, cases: [] }), false);
});
