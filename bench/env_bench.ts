import { pushT, twoRoom } from "../envs/mod.ts";
import { seededRng } from "../core/rng.ts";

const STEPS = 1000;
const rng = seededRng(1);
const actions = Array.from({ length: STEPS }, () => Float32Array.of(rng.uniform(-1, 1), rng.uniform(-1, 1)));

const env = twoRoom.make({ size: 64 }, {});
env.reset({ seed: 1 });

Deno.bench({ name: `two-room: ${STEPS} steps`, group: "two-room", baseline: true }, () => {
  for (const action of actions) env.step(action);
});

Deno.bench({ name: `two-room: ${STEPS} steps, each drawn at 64 px`, group: "two-room" }, () => {
  for (const action of actions) {
    env.step(action);
    env.observe("pixels");
  }
});

const pushing = pushT.make({ size: 64 }, {});
pushing.reset({ seed: 1 });

Deno.bench({ name: `push-t: ${STEPS} steps`, group: "push-t", baseline: true }, () => {
  for (const action of actions) pushing.step(action);
});

Deno.bench({ name: `push-t: ${STEPS} steps, each drawn at 64 px`, group: "push-t" }, () => {
  for (const action of actions) {
    pushing.step(action);
    pushing.observe("pixels");
  }
});
