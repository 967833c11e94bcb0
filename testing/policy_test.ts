import assert from "node:assert/strict";
import { InputError } from "../core/errors.ts";
import type { Action, EnvSpec, Policy, Rng, Turn } from "../core/types.ts";
import { pushT, reacher, twoRoom } from "../envs/mod.ts";
import {
  correlated,
  pushTExpert,
  pushTPusher,
  random,
  reacherExpert,
  reacherRandom,
  twoRoomExpert,
} from "../policies/mod.ts";
import { LineWorld } from "./line_world.ts";
import { checkPolicy } from "./policy.ts";

const rooms = () => twoRoom.make({}, {});

/** Eight choices of a push. */
class Choices extends LineWorld {
  override actionSpace = { kind: "discrete" as const, n: 8 };
}

for (const [name, policy] of Object.entries({ random, correlated, twoRoomExpert })) {
  Deno.test(`${name} keeps every rule in two rooms`, () =>
    checkPolicy((spec) => policy.make({}, { spec }), rooms, { steps: 60 }));
}

for (const [name, policy] of Object.entries({ random, correlated, pushTPusher, pushTExpert })) {
  Deno.test(`${name} keeps every rule in Push-T`, async () => {
    for (const action of ["relative", "absolute"]) {
      await checkPolicy((spec) => policy.make({}, { spec }), () => pushT.make({ action }, {}));
    }
  });
}

for (const [name, policy] of Object.entries({ random, correlated, reacherRandom, reacherExpert })) {
  Deno.test(`${name} keeps every rule in the reacher`, () =>
    checkPolicy((spec) => policy.make({}, { spec }), () => reacher.make({}, {}), { steps: 60 }));
}

for (const [name, policy] of Object.entries({ random, correlated })) {
  Deno.test(`${name} keeps every rule with choices and without bounds`, async () => {
    await checkPolicy((spec) => policy.make({}, { spec }), () => new Choices());
    await checkPolicy((spec) => policy.make({}, { spec }), () => new LineWorld());
  });
}

type Act = (turns: readonly Turn[], rngs: ReadonlyMap<number, Rng>) => readonly Action[];

/** A policy that does what a function says, given the generators of its slots. */
function acting(act: Act, streams: readonly string[] = []): () => Policy {
  return () => {
    const rngs = new Map<number, Rng>();
    return {
      streams,
      begin: (slot, { rng }) => void rngs.set(slot, rng),
      act: (turns) => Promise.resolve(act(turns, rngs)),
    };
  };
}

const each = (value: (turn: Turn, turns: readonly Turn[]) => number): Act => (turns) =>
  turns.map((turn) => Float32Array.of(value(turn, turns), 0));
let ambient = 0;

/** A broken policy for each rule, and the sentence that it must earn. */
const broken: readonly [string, (spec: EnvSpec) => Policy][] = [
  ['it asks for the stream "sound", expected one of pixels', acting(() => [], ["sound"])],
  ["it gives 0 actions, expected 4, one for each turn", acting(() => [])],
  ["an action has 1 numbers, expected 2", acting((turns) => turns.map(() => Float32Array.of(0)))],
  ["an action has 2 at position 0, expected -1 to 1", acting(each(() => 2))],
  ["an action has NaN at position 0, expected -1 to 1", acting(each(() => NaN))],
  [
    "two slots share one action array, expected an array each",
    acting((turns) => {
      const action = Float32Array.of(0, 0);
      return turns.map(() => action);
    }),
  ],
  [
    "it writes into what it was shown, expected the snapshots to stay as they are",
    acting(each(({ snapshot }) => snapshot.variables[0] = 0)),
  ],
  [
    "slot 0 acts differently the second time, expected the same actions from the same generator",
    acting(each(() => (ambient = (ambient + 1) % 101) / 101)),
  ],
  [
    "a slot acts differently in other company, expected actions that do not depend on the batch",
    acting(each((_turn, turns) => turns.length / 10)),
  ],
  [
    "a slot acts differently in other company, expected actions that do not depend on the batch",
    acting((turns, rngs) => {
      const shared = rngs.get(turns[0].slot);
      return turns.map(() => Float32Array.of(shared?.uniform(-1, 1) ?? 0, 0));
    }),
  ],
];

for (const [sentence, make] of broken) {
  Deno.test(`found out: ${sentence}`, async () => {
    await assert.rejects(
      checkPolicy(make, rooms),
      new InputError(`Cannot accept the policy: ${sentence}`),
    );
  });
}

Deno.test("found out: a choice that does not exist", async () => {
  const eighth = acting((turns) => turns.map(() => Float32Array.of(8)));
  await assert.rejects(
    checkPolicy(eighth, () => new Choices()),
    new InputError("Cannot accept the policy: an action is 8, expected a choice from 0 to 7"),
  );
});
