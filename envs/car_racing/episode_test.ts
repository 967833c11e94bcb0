import assert from "node:assert/strict";
import { drawEpisode, type Episode, episodeFactors } from "./episode.ts";

const given = { road_red: 1 };

const draw = (seed: number, randomColours: boolean): Episode =>
  drawEpisode(seed, episodeFactors(seed, given, randomColours), randomColours);

Deno.test("the seed decides the track, and factors the colours", () => {
  const [one, same, other] = [3, 3, 4].map((seed) => draw(seed, false));
  assert.deepEqual(one.ground.track, same.ground.track);
  assert.notDeepEqual(one.ground.track, other.ground.track);
  assert.deepEqual(one.colours.road, [1, 102, 102]);
});

Deno.test("random colours are drawn before the track, which is another one with them", () => {
  assert.notDeepEqual(draw(3, false).ground.track, draw(3, true).ground.track);
  assert.deepEqual(draw(3, true).ground.track, drawEpisode(3, new Float64Array(12), true).ground.track);
});

Deno.test("a colour that is given wins over a random one", () => {
  const [one, other] = [3, 4].map((seed) => draw(seed, true).colours);
  assert.deepEqual([one.road[0], other.road[0]], [1, 1]);
  assert.notEqual(one.road[1], other.road[1]);
  assert.deepEqual(one.car, [204, 0, 0]);
});
