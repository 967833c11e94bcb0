import assert from "node:assert/strict";
import { factorValues } from "../../core/env/factor_values.ts";
import { coloursOf, drawColours } from "./colours.ts";
import { carRacingFactors } from "./factors.ts";
import { Pcg64 } from "./pcg64.ts";

Deno.test("colours are those of the factors", () => {
  const colours = coloursOf(factorValues(carRacingFactors, { road_green: 7, car_blue: 9 }));
  assert.deepEqual(colours.road, [102, 7, 102]);
  assert.deepEqual(colours.car, [204, 0, 9]);
});

Deno.test("drawn colours are dark, the grass is lighter in one channel, the car keeps its own", () => {
  const given = coloursOf(factorValues(carRacingFactors, {}));
  for (let seed = 0; seed < 20; seed++) {
    const { road, background, grass, car } = drawColours(new Pcg64(seed), given);
    assert.ok([...road, ...background].every((level) => level >= 0 && level < 210));
    assert.deepEqual(grass.map((level, i) => Math.round(level - background[i])).sort(), [0, 0, 20]);
    assert.equal(car, given.car);
  }
});
