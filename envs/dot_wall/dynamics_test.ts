import assert from "node:assert/strict";
import fc from "fast-check";
import { seededRng } from "../../core/rng.ts";
import { dotWallFactors, layoutOf } from "./scene.ts";
import { move } from "./dynamics.ts";

const specs = dotWallFactors(32, 10);
const value = (wall: number, door: number, width: number, space: number): Float64Array =>
  Float64Array.from(specs, ({ name, default: start }) => {
    const given: { readonly [factor: string]: number } = {
      wall_position: wall,
      door_position: door,
      wall_width: width,
      door_space: space,
    };
    return given[name] ?? start;
  });
/** Wall from 31 to 33, door from 6 to 14. */
const layout = layoutOf(specs, value(32, 10, 3, 4), 65);

function moved(from: readonly number[], action: readonly number[], seed = 0, where = layout): number[] {
  const position = Float64Array.from(from);
  move(position, Float32Array.from(action), where, seededRng(seed));
  return [...position];
}

Deno.test("a free way is the action, shortened where it is too long, and draws nothing", () => {
  assert.deepEqual(moved([20, 20], [1.5, -1]), [21.5, 19]);
  const [x, y] = moved([20, 20], [30, 40]);
  assert.ok(Math.abs(x - 21.47) < 1e-9 && Math.abs(y - 21.96) < 1e-9);
  const rng = seededRng(1);
  move(Float64Array.of(20, 20), Float32Array.of(1, 1), layout, rng);
  assert.deepEqual(rng.getState(), seededRng(1).getState());
});

Deno.test("the door lets through what goes straight, and its sides hold what does not", () => {
  assert.deepEqual(moved([30, 10], [2, 0]), [32, 10]);
  assert.deepEqual(moved([32, 10], [2, 0]), [34, 10]);
  for (let seed = 0; seed < 50; seed++) {
    const [x, y] = moved([32, 13], [0, 2], seed);
    assert.ok(y < 14 && y > 10, `${y}`);
    assert.ok(Math.abs(x - 32) < 3);
  }
});

Deno.test("walls and border throw the dot back by chance, about half a pixel", () => {
  const back = Array.from({ length: 2000 }, (_, seed) => 31 - moved([30, 40], [2, 0], seed)[0]);
  assert.ok(back.every((way) => way >= 0.3 - 1e-12));
  const mean = back.reduce((sum, way) => sum + way, 0) / back.length;
  assert.ok(Math.abs(mean - 0.469) < 0.02, `${mean}`); // of max(|n|, 0.3), n of standard deviation 0.5
  const border = Array.from({ length: 100 }, (_, seed) => moved([5, 40], [-2, 0], seed)[0]);
  assert.ok(border.every((x) => x > 4 && x < 7));
});

Deno.test("the thinnest wall throws the dot back to the side that it came from", () => {
  const thin = layoutOf(specs, value(32, 10, 1, 4), 65);
  for (let seed = 0; seed < 100; seed++) {
    const [left] = moved([31, 40], [2, 0], seed, thin);
    assert.ok(left <= 31.7 && left > 28, `${left}`);
    const [right] = moved([33, 40], [-2, 0], seed, thin);
    assert.ok(right >= 32.3 && right < 36, `${right}`);
  }
});

Deno.test("a door that reaches over the border keeps the dot as far from the border as from anything", () => {
  const open = [layoutOf(specs, value(32, 10, 5, 8), 65), layoutOf(specs, value(32, 54, 5, 8), 64)];
  for (let seed = 0; seed < 100; seed++) {
    const [, up] = moved([32, 5.5], [0, -2], seed, open[0]);
    assert.ok(up >= 4.3 && up < 7, `${up}`);
    const [, down] = moved([32, 57.5], [0, 2], seed, open[1]);
    assert.ok(down <= 58.7 && down > 56, `${down}`);
  }
});

Deno.test("no walk goes through the wall, over the border, or into a wall, whatever stands where", () => {
  const rooms = fc.record({
    wall: fc.integer({ min: 20, max: 44 }),
    door: fc.integer({ min: 10, max: 54 }),
    width: fc.integer({ min: 1, max: 9 }),
    space: fc.integer({ min: 2, max: 8 }),
  });
  const part = fc.float({ min: -3, max: 3, noNaN: true });
  fc.assert(fc.property(
    rooms,
    fc.nat(),
    fc.array(fc.tuple(part, part), { maxLength: 80 }),
    ({ wall, door, width, space }, seed, actions) => {
      const own = layoutOf(specs, value(wall, door, width, space), 65);
      const { wallHalf } = own;
      const rng = seededRng(seed);
      const position = Float64Array.of(rng.uniform(5, wall - wallHalf - 1), rng.uniform(5, 59));
      for (const action of actions) {
        const [before] = position;
        // Every other step heads for the door, so that many walks get there.
        const [dx, dy] = rng.uniform() < 0.5 ? action : [wall - before, door - position[1]];
        move(position, Float32Array.of(dx, dy), own, rng);
        const [x, y] = position;
        assert.ok(x > own.low && x < own.high && y > own.low && y < own.high, `${x}, ${y}`);
        const inDoor = Math.abs(y - door) <= space;
        assert.ok(Math.abs(x - wall) >= wallHalf || inDoor, `${x}, ${y} is in the wall`);
        const jumped = Math.abs(before - wall) >= wallHalf && Math.abs(x - wall) >= wallHalf &&
          before < wall !== x < wall;
        assert.ok(!jumped || Math.abs(y - door) <= space + 3, `${before} to ${x} at ${y}`);
      }
    },
  ));
});
