import assert from "node:assert/strict";
import { factorValues } from "../../core/env/factor_values.ts";
import { drawEpisode } from "./episode.ts";
import { carRacingFactors } from "./factors.ts";

const factors = factorValues(carRacingFactors, { road_red: 1 });

Deno.test("the seed decides the track, and factors the colours", () => {
  const [one, same, other] = [3, 3, 4].map((seed) => drawEpisode(seed, factors, false));
  assert.deepEqual(one.ground.track, same.ground.track);
  assert.notDeepEqual(one.ground.track, other.ground.track);
  assert.equal(one.colours.road[0], 1);
});

Deno.test("random colours are drawn before the track, which is another one with them", () => {
  const [plain, random] = [false, true].map((randomColours) => drawEpisode(3, factors, randomColours));
  assert.notDeepEqual(plain.ground.track, random.ground.track);
  assert.notEqual(random.colours.road[0], 1);
});
