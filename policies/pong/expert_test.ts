import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import type { Component, Json } from "../../core/types.ts";
import { pong, twoRoom } from "../../envs/mod.ts";
import { checkPolicy } from "../../testing/policy.ts";
import { pongExpert } from "./expert.ts";
import { pongRandom } from "./random.ts";

type Options = { readonly [name: string]: Json };

/** Points of the player less the opponent's at the end of a game, or after many steps. */
async function play(
  policies: Component<"policy">,
  seed: number,
  options: Options,
  world: Options = {},
): Promise<number> {
  const env = pong.make(world, {});
  env.reset({ seed });
  const policy = policies.make(options, { spec: env });
  policy.begin(0, { rng: seededRng(seed) });
  let points = 0;
  for (let step = 0; step < 20000; step++) {
    const snapshot = { observations: {}, variables: env.measure(), state: new Float64Array() };
    const [action] = await policy.act([{ slot: 0, step, snapshot }]);
    const { reward, terminated } = env.step(action);
    points += reward;
    if (terminated) break;
  }
  return points;
}

Deno.test("the expert wins ten games of ten, with ALE's sticky actions", async () => {
  for (let seed = 0; seed < 10; seed++) assert.ok(await play(pongExpert, seed, {}) > 0, `seed ${seed}`);
});

Deno.test("without them it wins, too, and however long a step is", async () => {
  assert.ok(await play(pongExpert, 1, {}, { sticky: 0 }) > 0);
  assert.ok(await play(pongExpert, 2, {}, { sticky: 0, frameskip: 2 }) > 0);
});

Deno.test("random play loses nearly every point", async () => {
  let points = 0;
  for (let seed = 0; seed < 10; seed++) points += await play(pongRandom, seed, {});
  assert.ok(points / 10 < -19, `${points / 10}`);
});

Deno.test("with nothing but random actions the expert plays no better", async () => {
  assert.ok(await play(pongExpert, 3, { epsilon: 1 }) < -10);
});

Deno.test("both keep the rules of policies", async () => {
  await checkPolicy(
    () => pongExpert.make({ epsilon: 0.2 }, { spec: pong.make({}, {}) }),
    () => pong.make({}, {}),
  );
  await checkPolicy(() => pongRandom.make({}, { spec: pong.make({}, {}) }), () => pong.make({}, {}));
});

Deno.test("a world that is not Pong is refused", () => {
  assert.throws(
    () => pongExpert.make({}, { spec: twoRoom.make({}, {}) }),
    new InputError('Cannot act in "two-room@1": it has no variable "player_y", expected a game of Pong'),
  );
});
