import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { reacher, twoRoom } from "../../envs/mod.ts";
import { reacherViewer } from "./view.ts";

Deno.test("a viewer reads joints, velocities and target", () => {
  const env = reacher.make({}, {});
  env.reset({ seed: 0, factors: { wrist_locked: 1 } });
  const state = env.getState();
  state.set([1, -2, 3, 0, 0.1, 0.15]);
  env.setState(state);
  assert.deepEqual(reacherViewer(env)(env.measure()), {
    pose: { shoulder: 1, wrist: -2 },
    velocity: { shoulder: 3, wrist: 0 },
    target: [0.1, 0.15],
    locked: true,
  });
});

Deno.test("other worlds are refused", () => {
  assert.throws(
    () => reacherViewer(twoRoom.make({}, {})),
    new InputError('Cannot act in "two-room@1": it has no variable "shoulder", expected a reacher'),
  );
  const { id, observations, variables, factors } = reacher.make({}, {});
  const keys = { id, observations, variables, factors, actionSpace: { kind: "discrete", n: 3 } } as const;
  assert.throws(() => reacherViewer(keys), /its action is not two numbers/);
});
