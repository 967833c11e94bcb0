import assert from "node:assert/strict";
import file from "./oracle/carracing.json" with { type: "json" };
import { carRacingReplayer } from "./car_racing.ts";
import type { OracleFile } from "./replayer.ts";

const oracle: OracleFile = file;
const { source, cases: [first], failing: [rejected], tyres: [tyre] } = file;

async function over(change: object): Promise<readonly string[]> {
  const { discrepancies } = await carRacingReplayer.replay({ source, cases: [], ...change });
  return discrepancies.filter(({ error, tolerance }) => error > tolerance).map(({ quantity }) => quantity);
}

Deno.test("tracks, rejected attempts and tyres of CarRacing-v3 replay within their tolerances", async () => {
  assert.ok(carRacingReplayer.accepts(oracle));
  const { discrepancies, missing } = await carRacingReplayer.replay(oracle);
  assert.deepEqual(missing, {});
  assert.equal(discrepancies.length, 11 * file.cases.length + file.failing.length + 3 * file.tyres.length);
  for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
});

Deno.test("a wrong track is found out in each of its quantities", async () => {
  const [tile] = first.first_tiles;
  const [quad] = first.border_quads;
  const changes: { readonly [quantity: string]: object } = {
    "seed's numbers": { seed: 1 },
    "attempts judged otherwise": { attempts: [{ ...first.attempts[0], success: false }] },
    "start, rad": { start_alpha: -0.2 },
    pieces: { tiles: 318 },
    "track, m and rad": { track: first.track.slice(1) },
    border: { border: `1${first.border.slice(1)}` },
    "tile corners, m": { first_tiles: [{ ...tile, index: 1, colour: [104.55, 104.55, 104.55] }] },
    "tile colours": { first_tiles: [{ ...tile, colour: [0, 0, 0] }] },
    "border corners, m": { border_quads: [{ ...quad, vertices: quad.vertices.toReversed() }] },
    "border colours": { border_quads: [{ ...quad, colour: [255, 0, 0] }] },
    "car at the start, m and rad": { car_start: { ...first.car_start, angle: 0 } },
  };
  for (const [quantity, change] of Object.entries(changes)) {
    assert.deepEqual(await over({ cases: [{ ...first, ...change }] }), [quantity]);
  }
});

Deno.test("an attempt that closes is not rejected, and wrong tyres are found out", async () => {
  assert.deepEqual(await over({ failing: [{ ...rejected, uniforms: first.attempts[0].uniforms }] }), [
    "accepted",
  ]);
  const changes: { readonly [quantity: string]: object } = {
    "motor, spin, phase and force": { result: tyre.result.with(2, tyre.result[1]) },
    gas: { gas_after: [0, 0, 0, 0] },
    "fuel, J": { fuel_spent: 1 },
  };
  for (const [quantity, change] of Object.entries(changes)) {
    assert.deepEqual(await over({ tyres: [{ ...tyre, ...change }] }), [quantity]);
  }
});

Deno.test("any one of the three lists is a file, and fields that are not told are not checked", async () => {
  const quantities = async (change: object): Promise<readonly string[]> => {
    const part: OracleFile = { source, cases: [], ...change };
    assert.ok(carRacingReplayer.accepts(part));
    const { discrepancies, missing } = await carRacingReplayer.replay(part);
    assert.deepEqual(missing, {});
    for (const one of discrepancies) assert.ok(one.error <= one.tolerance, JSON.stringify(one));
    return discrepancies.map(({ quantity }) => quantity);
  };
  assert.deepEqual(await quantities({ failing: [rejected] }), ["accepted"]);
  const { action, gas_before_rear, wheels, result } = tyre;
  assert.deepEqual(await quantities({ tyres: [{ action, gas_before_rear, wheels, result }] }), [
    "motor, spin, phase and force",
  ]);
  assert.equal((await quantities({ tyres: [tyre] })).length, 3);
  const { first_tiles: _tiles, border_quads: _quads, ...plain } = first;
  assert.equal((await quantities({ cases: [plain] })).length, 7);
  const { attempts, track } = first;
  assert.deepEqual(await quantities({ cases: [{ attempts, track }] }), [
    "attempts judged otherwise",
    "track, m and rad",
  ]);
});

Deno.test("what is of another kind is counted", async () => {
  const strange = { id: 1 };
  const { missing } = await carRacingReplayer.replay({
    source,
    cases: [strange, { attempts: 1 }],
    failing: [strange],
    tyres: [strange],
  });
  assert.deepEqual(missing, {
    "case of another kind": 2,
    "failing attempt of another kind": 1,
    "tyres of another kind": 1,
  });
});
