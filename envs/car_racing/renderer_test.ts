import assert from "node:assert/strict";
import { factorValues } from "../../core/env/factors.ts";
import { drawEpisode } from "./episode.ts";
import { carRacingFactors } from "./variables.ts";
import { type Moment, Renderer } from "./renderer.ts";

const { ground, colours } = drawEpisode(0, factorValues(carRacingFactors, {}), false);
const renderer = new Renderer(ground, colours, 96);
const [, , { x, y, beta }] = ground.track;
const hull = { x, y, sin: Math.sin(beta), cos: Math.cos(beta) };
const rest: Moment = {
  seconds: 9,
  hull,
  wheels: [],
  visited: () => false,
  instruments: { speed: 0, wheels: [0, 0, 0, 0], steering: 0, spin: 0, score: 0 },
};

function pixel(moment: Partial<Moment>, column: number, row: number): readonly number[] {
  const at = 3 * (row * 96 + column);
  return [...renderer.paint({ ...rest, ...moment }).subarray(at, at + 3)];
}

Deno.test("the road has three shades where nobody drove, and one where somebody did", () => {
  const rows = Array.from({ length: 60 }, (_, row) => row);
  const shades = (moment: Partial<Moment>) => new Set(rows.map((row) => pixel(moment, 48, row)[0]));
  assert.ok([102, 104, 107].every((shade) => shades({}).has(shade)));
  assert.deepEqual(shades({ visited: () => true }), new Set([102]));
});

Deno.test("a wheel is black, with a stripe of tread where its spin shows one", () => {
  const [sin, cos] = [hull.sin, hull.cos];
  const beside = { x: hull.x - 3 * cos, y: hull.y - 3 * sin, sin, cos };
  const seen = (phase: number) => pixel({ wheels: [{ at: beside, phase }] }, 43, 72)[0];
  assert.ok(seen(0.5) < 60 && seen(3.6) !== seen(0.5));
});

Deno.test("beyond the field there is nothing", () => {
  const far = { x: 333, y: 333, sin: 0, cos: 1 };
  assert.deepEqual(pixel({ hull: far }, 90, 5), [0, 0, 0]);
  assert.notDeepEqual(pixel({ hull: far }, 5, 80), [0, 0, 0]);
});

Deno.test("from afar the whole road is seen, and all of the field on one side", () => {
  const picture = renderer.paint({ ...rest, seconds: 0 });
  const darker = (at: number): boolean => picture[at + 1] > 80 && picture[at + 1] < 200;
  const road = Array.from({ length: 84 * 96 }, (_, i) => 3 * i).filter(darker);
  assert.ok(road.length > 100, `${road.length}`);
});
