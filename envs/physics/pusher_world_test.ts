import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../../core/errors.ts";
import { PusherWorld, pusherWorldSize } from "./pusher_world.ts";
import type { Segment, Shape } from "./shape.ts";

const bar: Shape = { kind: "polygon", corners: [[-60, 0], [60, 0], [60, 30], [-60, 30]] };
const stem: Shape = { kind: "polygon", corners: [[-15, 30], [15, 30], [15, 120], [-15, 120]] };
const walls: readonly Segment[] = [
  { from: [5, 506], to: [5, 5], radius: 2 },
  { from: [5, 5], to: [506, 5], radius: 2 },
  { from: [506, 5], to: [506, 506], radius: 2 },
  { from: [5, 506], to: [506, 506], radius: 2 },
];

function tee(): PusherWorld {
  const parts = [bar, stem];
  return new PusherWorld({
    dt: 0.01,
    walls,
    pusherRadius: 15,
    parts,
    centre: [0, 45],
    mass: 1,
    moment: 3000,
  });
}

Deno.test("turning keeps the centre of gravity and moves the origin", () => {
  const world = tee();
  world.create(256, 400, { x: 256, y: 300, angle: 0 });
  world.placeBlock(20, 30);
  world.turnBlock(1);
  assert.ok(Math.abs(world.blockX - (20 + 45 * Math.sin(1))) < 1e-12);
  assert.ok(Math.abs(world.blockY - (75 - 45 * Math.cos(1))) < 1e-12);
});

Deno.test("a push through the centre of gravity moves the block straight", () => {
  const world = tee();
  world.create(256, 100, { x: 256, y: 200, angle: 0 });
  for (let i = 0; i < 200; i++) {
    world.drive(0, 100);
    world.step();
  }
  assert.equal(world.contacts, 1);
  assert.ok(Math.abs(world.blockX - 256) < 1e-6 && Math.abs(world.blockAngle) < 1e-6);
  assert.ok(Math.abs(world.blockY - (300 + 15)) < 1.5, `${world.blockY}`);
});

Deno.test("a block of no part or of more than a state has room for is refused", () => {
  for (const count of [0, 4]) {
    const parts = Array.from({ length: count }, () => bar);
    const options = { dt: 0.01, walls, pusherRadius: 15, parts, centre: [0, 0], mass: 1, moment: 1 } as const;
    assert.throws(
      () => new PusherWorld(options),
      new InputError(
        `Cannot make a world: the block has ${count} parts, expected from 1 to 3`,
      ),
    );
  }
});

Deno.test("left alone the block stays where it is", () => {
  const world = tee();
  world.create(100, 100, { x: 256, y: 200, angle: 0.3 });
  const before = [world.blockX, world.blockY, world.blockAngle];
  for (let i = 0; i < 50; i++) world.step();
  assert.deepEqual([world.blockX, world.blockY, world.blockAngle], before);
  assert.equal(world.contacts, 0);
});

/** Velocities that the pusher is driven with, px/s. */
const drives = fc.array(
  fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 })),
  { minLength: 1, maxLength: 8 },
);

function drive(world: PusherWorld, velocities: readonly (readonly [number, number])[]): void {
  for (const [vx, vy] of velocities) {
    for (let i = 0; i < 20; i++) {
      world.drive(vx, vy);
      world.step();
    }
  }
}

Deno.test("restored memory has the same future to the last bit, in another world too", () => {
  fc.assert(
    fc.property(drives, drives, (before, after) => {
      const [world, other] = [tee(), tee()];
      world.create(200, 180, { x: 256, y: 200, angle: 0.3 });
      drive(world, before);
      const memory = world.memory.slice();
      drive(world, after);
      other.memory.set(memory);
      drive(other, after);
      assert.deepEqual(other.memory, world.memory);
    }),
    { numRuns: 40 },
  );
});

Deno.test("the walls hold the block, whatever pushes it", () => {
  fc.assert(
    fc.property(drives, (velocities) => {
      const world = tee();
      world.create(200, 180, { x: 256, y: 200, angle: 0.3 });
      drive(world, velocities);
      assert.ok([world.blockX, world.blockY, world.blockAngle].every(Number.isFinite));
      for (const place of [world.blockX, world.blockY]) assert.ok(place > -60 && place < 570);
    }),
    { numRuns: 40 },
  );
});

Deno.test("the size of the memory depends on the walls alone", () => {
  assert.equal(tee().memory.length, pusherWorldSize(4));
  const disc: Shape = { kind: "disc", centre: [0, 0], radius: 30 };
  const world = new PusherWorld({
    dt: 0.01,
    walls,
    pusherRadius: 15,
    parts: [disc],
    centre: [0, 0],
    mass: 1,
    moment: 450,
  });
  assert.equal(world.memory.length, pusherWorldSize(4));
});
