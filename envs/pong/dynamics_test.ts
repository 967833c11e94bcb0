import assert from "node:assert/strict";
import fc from "fast-check";
import { factorValues } from "../../core/env/factors.ts";
import { seededRng } from "../../core/rng.ts";
import { layoutOf, pongFactors } from "./scene.ts";
import { Game, GAME_SIZE } from "./dynamics.ts";
import { BOTTOM, BOUNCE, SERVE_FRAMES, TOP } from "./rules.ts";

const layout = layoutOf(factorValues(pongFactors, {}));

/** A game with the ball in play, and what is told of it. */
function playing(change: Partial<Game>): Game {
  const game = new Game();
  game.start(layout, seededRng(0));
  game.serveIn = 0;
  return Object.assign(game, change);
}

const run = (game: Game, frames: number, direction = 0): number => {
  let reward = 0;
  for (let i = 0; i < frames; i++) reward += game.advance(direction, layout, seededRng(i));
  return reward;
};

Deno.test("up and down move the player's paddle as far as the borders", () => {
  const game = playing({ playerY: 100 });
  run(game, 1, 1);
  assert.equal(game.playerY, 102);
  run(game, 100, 1);
  assert.equal(game.playerY, BOTTOM - 15);
  run(game, 100, -1);
  assert.equal(game.playerY, TOP);
});

Deno.test("the ball leaves the player's paddle with the slope of the part that it met", () => {
  for (const [part, slope] of BOUNCE.entries()) {
    const middle = (part + 0.5) / BOUNCE.length * (15 + 4);
    const game = playing({ playerY: 100, ballX: 137, ballY: 100 - 4 + middle, ballVx: 1.5, ballVy: 0 });
    run(game, 1);
    assert.deepEqual([game.ballX, game.ballVx, game.ballVy, game.returns], [138, -1.5, slope, 1]);
  }
});

Deno.test("the ball gets faster after the first and after the fourth return", () => {
  const pace = (returns: number) => {
    const game = playing({ returns, enemyY: 100, ballX: 21, ballY: 105, ballVx: -1.5, ballVy: 0 });
    run(game, 1);
    return game.ballVx;
  };
  assert.deepEqual([0, 1, 2, 3, 4, 40].map(pace), [1.5, 1.5, 1.5, 2, 2, 2]);
});

Deno.test("a ball that passes a paddle is a point for the other side, and is served to who lost it", () => {
  const right = playing({ playerY: TOP, ballX: 137, ballY: 150, ballVx: 2, ballVy: 0 });
  assert.equal(run(right, 12), -1);
  assert.deepEqual([right.enemyScore, right.inPlay, right.serveSide], [1, false, 1]);
  const left = playing({ enemyY: TOP, ballX: 21, ballY: 180, ballVx: -2, ballVy: 0 });
  assert.equal(run(left, 12), 1);
  assert.deepEqual([left.playerScore, left.inPlay, left.serveSide], [1, false, -1]);
  run(left, SERVE_FRAMES);
  assert.ok(left.inPlay && left.ballVx < 0);
});

Deno.test("the ball comes back from the borders", () => {
  const up = playing({ ballX: 80, ballY: 35, ballVx: 1, ballVy: -2 });
  run(up, 1);
  assert.deepEqual([up.ballY, up.ballVy], [35, 2]);
  const down = playing({ ballX: 80, ballY: 189, ballVx: 1, ballVy: 2 });
  run(down, 1);
  assert.deepEqual([down.ballY, down.ballVy], [189, -2]);
});

Deno.test("nothing leaves the playfield but a ball that scores, and a saved game goes on alike", () => {
  const moves = fc.array(fc.integer({ min: -1, max: 1 }), { maxLength: 600 });
  const tables = fc.record({
    player_height: fc.integer({ min: 4, max: 60 }),
    enemy_height: fc.integer({ min: 4, max: 60 }),
    ball_speed: fc.double({ min: 0.25, max: 2, noNaN: true }),
    enemy_speed: fc.double({ min: 0, max: 8, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.nat(), tables, moves, (seed, factors, directions) => {
      const table = layoutOf(factorValues(pongFactors, factors));
      const [game, copy] = [new Game(), new Game()];
      const rng = seededRng(seed);
      game.start(table, rng);
      const stored = new Float64Array(GAME_SIZE);
      for (const direction of directions) {
        game.save(stored, 0);
        copy.load(stored, 0);
        const position = rng.getState();
        const reward = game.advance(direction, table, rng);
        rng.setState(position);
        assert.equal(copy.advance(direction, table, rng), reward);
        assert.deepEqual(copy, game);
        assert.ok(game.ballY >= TOP && game.ballY <= BOTTOM - 4);
        assert.ok(game.playerY >= TOP && game.playerY <= BOTTOM - table.playerHeight);
        assert.ok(game.enemyY >= TOP && game.enemyY <= BOTTOM - table.enemyHeight);
      }
    }),
    { numRuns: 30 },
  );
});
