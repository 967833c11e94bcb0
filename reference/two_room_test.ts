import assert from "node:assert/strict";
import file from "./oracle/tworoom.json" with { type: "json" };
import type { OracleFile } from "./replayer.ts";
import { twoRoomReplayer } from "./two_room.ts";

const oracle: OracleFile = file;
const { source, cases: [first], frames: [frame, , coloured] } = file;

const GOAL = "goal image unproven (not judged)";

Deno.test("trajectories and frames of swm/TwoRoom-v1 replay within their tolerances", async () => {
  assert.ok(twoRoomReplayer.accepts(oracle));
  const { discrepancies, missing } = await twoRoomReplayer.replay(oracle);
  assert.deepEqual(missing, {});
  assert.equal(discrepancies.filter(({ quantity }) => quantity === "position, px").length, 20);
  assert.equal(discrepancies.filter(({ quantity }) => quantity === "bytes that differ").length, 3);
  for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
});

type Contents = { readonly cases: OracleFile["cases"]; readonly frames: readonly unknown[] };

async function over(contents: Contents): Promise<readonly string[]> {
  const { discrepancies } = await twoRoomReplayer.replay({ source, ...contents });
  return discrepancies.filter(({ error, tolerance }) => error > tolerance).map(({ quantity }) => quantity);
}

Deno.test("a wrong trajectory and a wrong frame are found out", async () => {
  const states = first.states.with(3, [0, 0]);
  const changed = { cases: [{ ...first, states }], frames: [{ ...frame, state: [61, 112] }] };
  assert.deepEqual(await over(changed), [
    "position, px",
    "bytes that differ",
    "bytes that differ by more than 1",
  ]);
});

async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  const all = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(String.fromCharCode(...all));
}

Deno.test("a picture that is shorter or longer is an infinite error", async () => {
  for (const length of [0, 3 * 64 * 64, 3 * 224 * 224 + 1]) {
    const frames = [{ ...frame, rgb_zlib_base64: await packed(new Uint8Array(length)) }];
    const { discrepancies } = await twoRoomReplayer.replay({ source, cases: [], frames });
    assert.deepEqual(discrepancies.slice(0, 2).map(({ error }) => error), [Infinity, Infinity]);
  }
});

Deno.test("the goal image is proven by its hash, and not judged by another one", async () => {
  const frames = [coloured, { ...coloured, goal_image_sha256: frame.goal_image_sha256 }];
  const { discrepancies } = await twoRoomReplayer.replay({ source, cases: [], frames });
  const goals = discrepancies.filter(({ quantity }) => quantity === GOAL);
  assert.deepEqual(goals.map(({ error }) => error), [0, 1]);
  assert.deepEqual(await over({ cases: [], frames }), []);
});

Deno.test("variations that state and target carry, or that nothing draws, change no picture", async () => {
  const variation = {
    ...coloured.variation,
    "agent.position": coloured.state,
    "target.position": coloured.target,
    "task.min_steps": 30,
    "wall.border_color": [1, 2, 3],
    "agent.speed": [3],
    "agent.radius": [7],
    "target.radius": [7],
    "wall.axis": 1,
    "wall.thickness": 10,
    "door.number": 1,
    "door.size": [14, 9, 9],
    "door.position": [49, 9, 9],
  };
  const frames = [{ ...coloured, variation }];
  const { discrepancies, missing } = await twoRoomReplayer.replay({ source, cases: [], frames });
  assert.deepEqual(missing, {});
  assert.deepEqual(discrepancies.map(({ error }) => error), [0, 0, 0]);
});

Deno.test("every other variation changes the picture", async () => {
  const changes = {
    "agent.radius": [9],
    "agent.color": [10, 250, 30],
    "target.radius": [9],
    "target.color": [50, 10, 240],
    "wall.thickness": 20,
    "wall.axis": 0,
    "wall.color": [200, 180, 4],
    "door.number": 2,
    "door.size": [20],
    "door.position": [150],
    "door.color": [90, 20, 9],
    "background.color": [30, 120, 20],
    "rendering.render_target": 0,
  };
  for (const [name, value] of Object.entries(changes)) {
    const spare = { "door.position": [49, 150] };
    const variation = { ...coloured.variation, ...name === "door.number" && spare, [name]: value };
    const found = await over({ cases: [], frames: [{ ...coloured, variation }] });
    assert.ok(found.includes("bytes that differ"), name);
  }
});

Deno.test("what the rooms cannot be set to is counted by name", async () => {
  const cases = [
    { ...first, config: { ...first.config, gravity: 9.81 } },
    { ...first, config: { ...first.config, radius: 99 } },
    { ...first, config: { ...first.config, doors: 1.5 } },
    { id: 3, kind: "poem" },
  ];
  const frames = [
    { ...frame, variation: { "light.intensity": 1 } },
    { ...frame, variation: { "door.size": [14, 14, 14, 14] } },
    { id: 4 },
  ];
  assert.deepEqual(await twoRoomReplayer.replay({ source, cases, frames }), {
    discrepancies: [],
    missing: {
      "trajectory with gravity": 1,
      "trajectory with agent_radius 99": 1,
      "trajectory with doors 1.5": 1,
      "case of another kind": 1,
      "frame with light.intensity": 1,
      "frame with door_size_3 14": 1,
      "frame of another kind": 1,
    },
  });
});
