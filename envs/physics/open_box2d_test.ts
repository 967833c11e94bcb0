import assert from "node:assert/strict";
import type { Box2D } from "./box2d.ts";
import { openBox2D } from "./open_box2d.ts";

/** Where a bar of mass 2 is after it was pushed. */
function pushed(b2: Box2D): readonly number[] {
  const zero = new b2.b2Vec2(0, 0);
  const world = new b2.b2World(zero);
  const def = new b2.b2BodyDef();
  def.set_type(2);
  const body = world.CreateBody(def);
  const corners = b2._malloc(32);
  b2.HEAPF32.set([-1, -0.5, 1, -0.5, 1, 0.5, -1, 0.5], corners >> 2);
  const shape = new b2.b2PolygonShape();
  shape.Set(b2.wrapPointer(corners, b2.b2Vec2), 4);
  const fixture = new b2.b2FixtureDef();
  fixture.set_shape(shape);
  fixture.set_density(1);
  body.CreateFixture(fixture);
  zero.Set(3, 0);
  body.ApplyForceToCenter(zero, true);
  world.Step(0.1, 8, 3);
  const at = [body.GetPosition().x, body.GetPosition().y, body.GetMass()];
  b2._free(corners);
  for (const one of [fixture, shape, def, world, zero]) b2.destroy(one);
  return at;
}

Deno.test("Box2D opens at once, and only once for each build", () => {
  assert.equal(openBox2D("simd"), openBox2D("simd"));
  assert.notEqual(openBox2D("simd"), openBox2D("plain"));
});

Deno.test("a push moves a body by its mass, the same in both builds", () => {
  const [x, y, mass] = pushed(openBox2D("simd"));
  assert.equal(mass, 2);
  assert.ok(Math.abs(x - 3 / 2 * 0.1 * 0.1) < 1e-8 && y === 0);
  assert.deepEqual(pushed(openBox2D("plain")), [x, y, mass]);
});
