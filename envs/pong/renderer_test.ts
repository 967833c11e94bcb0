import assert from "node:assert/strict";
import fc from "fast-check";
import { factorValues } from "../../core/env/factors.ts";
import { shrink } from "../raster/shrink.ts";
import { layoutOf, pongFactors, type Scene } from "./scene.ts";
import { Renderer } from "./renderer.ts";

const layout = layoutOf(factorValues(pongFactors, {}));
const scene: Scene = {
  playerY: 100,
  enemyY: 60,
  ballX: 81.5,
  ballY: 120,
  inPlay: 1,
  playerScore: 20,
  enemyScore: 7,
};

const BACKGROUND = [144, 72, 17];
const PLAYER = [92, 186, 92];
const ENEMY = [213, 130, 74];
const WHITE = [236, 236, 236];

Deno.test("the screen has ALE's colours where ALE has them", () => {
  const rgb = new Renderer(layout, { size: 160, view: "screen" }).paint([scene]);
  assert.equal(rgb.length, 210 * 160 * 3);
  const at = (x: number, y: number) => [...rgb.subarray(3 * (y * 160 + x), 3 * (y * 160 + x) + 3)];
  assert.deepEqual([at(80, 23), at(80, 24), at(80, 33), at(80, 34)], [BACKGROUND, WHITE, WHITE, BACKGROUND]);
  assert.deepEqual([at(80, 193), at(80, 194), at(80, 209)], [BACKGROUND, WHITE, WHITE]);
  assert.deepEqual([at(139, 100), at(140, 100), at(143, 114), at(144, 114)], [
    BACKGROUND,
    PLAYER,
    PLAYER,
    BACKGROUND,
  ]);
  assert.deepEqual([at(15, 60), at(16, 60), at(19, 74), at(19, 75)], [BACKGROUND, ENEMY, ENEMY, BACKGROUND]);
  assert.deepEqual([at(80, 120), at(81, 120), at(82, 123), at(83, 123)], [
    BACKGROUND,
    WHITE,
    WHITE,
    BACKGROUND,
  ]);
  assert.deepEqual([at(36, 1), at(116, 1), at(100, 1), at(20, 1)], [ENEMY, PLAYER, PLAYER, BACKGROUND]);
});

type Given = { readonly [factor: string]: number };
type View = "screen" | "field";

/** How far a small picture is from the large one with its areas averaged. */
function offBy(drawn: Scene, given: Given, size: number, view: View): number {
  const table = layoutOf(factorValues(pongFactors, { ball_red: 255, player_red: 255, ...given }));
  const rgb = new Renderer(table, { size: 160, view }).paint([drawn]);
  const expected = shrink({ width: 160, height: rgb.length / 480, rgb }, size, size).rgb;
  const actual = new Renderer(table, { size, view }).paint([drawn]);
  return actual.reduce((most, byte, i) => Math.max(most, Math.abs(byte - expected[i])), 0);
}

Deno.test("small pictures are the large one with its areas averaged, whatever touches or covers what", () => {
  const scenes = fc.record({
    playerY: fc.double({ min: 34, max: 134, noNaN: true }),
    enemyY: fc.double({ min: 34, max: 150, noNaN: true }),
    ballX: fc.oneof(fc.integer({ min: -1, max: 159 }), fc.integer({ min: 138, max: 144 })),
    ballY: fc.integer({ min: 34, max: 190 }),
    inPlay: fc.constant(1),
    playerScore: fc.integer({ min: 0, max: 21 }),
    enemyScore: fc.integer({ min: 0, max: 21 }),
  });
  const factors = fc.record({ player_height: fc.constant(60), background_red: fc.constantFrom(0, 255) });
  const pictures = fc.record({
    size: fc.constantFrom(64, 84, 96),
    view: fc.constantFrom("screen" as const, "field" as const),
  });
  fc.assert(
    fc.property(scenes, factors, pictures, (drawn, given, { size, view }) => {
      const worst = offBy(drawn, given, size, view);
      assert.ok(worst <= 3, `off by ${worst}`);
    }),
    { numRuns: 60 },
  );
});

Deno.test("a missed ball beside a paddle, above or below it, is averaged too", () => {
  const tall = { player_height: 60, background_red: 0 };
  assert.ok(offBy({ ...scene, playerY: 78, ballX: 139, ballY: 139 }, tall, 64, "screen") <= 3);
  for (const size of [64, 84, 96]) {
    for (let ballX = 137; ballX <= 145; ballX++) {
      for (const ballY of [72, 75, 76, 77, 78, 97, 98, 99, 100]) {
        const worst = offBy({ ...scene, playerY: 82, ballX, ballY }, {}, size, "screen");
        assert.ok(worst <= 3, `off by ${worst} at ${ballX}, ${ballY}, ${size} px`);
      }
    }
  }
});

Deno.test("the ball is drawn over a paddle that comes upon it", () => {
  const rgb = new Renderer(layout, { size: 160, view: "screen" }).paint([{
    ...scene,
    ballX: 141,
    ballY: 98,
  }]);
  const at = (x: number, y: number) => [...rgb.subarray(3 * (y * 160 + x), 3 * (y * 160 + x) + 3)];
  assert.deepEqual([at(141, 98), at(142, 101), at(140, 101), at(142, 102)], [WHITE, WHITE, PLAYER, PLAYER]);
});

Deno.test("several scenes lie in channels of three, each as if alone", () => {
  const renderer = new Renderer(layout, { size: 64, view: "screen" });
  const later = { ...scene, ballX: 90, playerScore: 3 };
  const both = renderer.paint([scene, later]);
  const [first, second] = [renderer.paint([scene]), renderer.paint([later])];
  for (let pixel = 0; pixel < 64 * 64; pixel++) {
    const channels = [...both.subarray(6 * pixel, 6 * pixel + 6)];
    const alone = [first, second].flatMap((rgb) => [...rgb.subarray(3 * pixel, 3 * pixel + 3)]);
    assert.deepEqual(channels, alone);
  }
});

Deno.test("a ball that waits for its serve is not drawn, and the field shows no score", () => {
  const renderer = new Renderer(layout, { size: 160, view: "field" });
  const waiting = { ...scene, inPlay: 0 };
  assert.notDeepEqual(renderer.paint([waiting]), renderer.paint([scene]));
  assert.deepEqual(renderer.paint([{ ...waiting, ballX: 5, enemyScore: 19 }]), renderer.paint([waiting]));
});
