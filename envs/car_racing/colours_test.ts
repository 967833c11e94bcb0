import assert from "node:assert/strict";
import { factorValues } from "../../core/env/factors.ts";
import { coloursOf, drawColours } from "./colours.ts";
import { carRacingFactors } from "./variables.ts";
import { Pcg64 } from "./pcg64.ts";

Deno.test("colours are those of the factors", () => {
  const colours = coloursOf(factorValues(carRacingFactors, { road_green: 7, car_blue: 9 }));
  assert.deepEqual(colours.road, [102, 7, 102]);
  assert.deepEqual(colours.car, [204, 0, 9]);
});

Deno.test("drawn colours are dark, the grass is lighter in one channel, the car keeps its own", () => {
  const given = coloursOf(factorValues(carRacingFactors, {}));
  for (let seed = 0; seed < 20; seed++) {
    const drawn = drawColours(new Pcg64(seed), {});
    assert.equal(Object.keys(drawn).some((name) => name.startsWith("car_")), false);
    const complete = carRacingFactors.map(({ name, default: plain }) => drawn[name] ?? plain);
    const { road, background, grass, car } = coloursOf(Float64Array.from(complete));
    assert.ok([...road, ...background].every((level) => level >= 0 && level < 210));
    assert.deepEqual(grass.map((level, i) => Math.round(level - background[i])).sort(), [0, 0, 20]);
    assert.deepEqual(car, given.car);
  }
});

Deno.test("a channel that is given stays, the others are drawn as without it, and the grass follows the field", () => {
  const free = drawColours(new Pcg64(4), {});
  const bound = drawColours(new Pcg64(4), { road_red: 3, background_blue: 250, grass_green: 7 });
  const same = Object.keys(free).filter((name) => free[name] === bound[name]);
  assert.deepEqual([bound.road_red, bound.background_blue, bound.grass_green], [3, 250, 7]);
  assert.ok(bound.grass_blue >= 250);
  assert.deepEqual(same.sort(), [
    "background_green",
    "background_red",
    "grass_red",
    "road_blue",
    "road_green",
  ]);
});
