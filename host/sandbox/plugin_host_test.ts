import assert from "node:assert/strict";
import { seededRng } from "../../core/rng.ts";
import type { Goal, Plugin, Rng } from "../../core/types.ts";
import { twoRoom } from "../../envs/mod.ts";
import { PluginHost } from "./plugin_host.ts";
import { packSpec } from "./packed_spec.ts";

const SPEC = {
  id: "line@1",
  observations: { proprio: { shape: [1], dtype: "float32" } },
  actionSpace: { kind: "box", low: [-1], high: [Infinity] },
  variables: [],
  factors: [],
} as const;

/** A policy that keeps what it is given. */
function recorder() {
  const begun: { readonly rng: Rng; readonly goal?: Goal }[] = [];
  const specs: unknown[] = [];
  const plugin: Plugin = {
    name: "recorder",
    policy: {
      keep: {
        kind: "policy",
        description: "Keeps what it is given",
        options: {},
        make: (_options, { spec }) => {
          specs.push(spec);
          return {
            streams: ["proprio"],
            begin: (_slot, episode) => void begun.push(episode),
            act: (turns) =>
              Promise.resolve(turns.map(({ snapshot }) => Float32Array.from(snapshot.variables))),
          };
        },
      },
    },
  };
  return { begun, specs, host: new PluginHost(() => Promise.resolve({ default: plugin })) };
}

Deno.test("a policy is given the world's description, the generator where it stands, and the goal", async () => {
  const { begun, specs, host: host } = recorder();
  const told = await host.answer({ ask: "plugin" }, []);
  assert.deepEqual(told.head, {
    name: "recorder",
    policy: { keep: { kind: "policy", description: "Keeps what it is given", options: {} } },
  });
  const make = { ask: "make-policy", policy: 0, component: "keep", options: {}, spec: packSpec(SPEC) };
  assert.deepEqual((await host.answer(JSON.parse(JSON.stringify(make)), [])).head, ["proprio"]);
  assert.deepEqual(specs, [SPEC]);
  for (const rng of [seededRng(7), seededRng(7).fork("collect").fork(3)]) {
    rng.normal();
    const numbers = [rng.getState(), Float64Array.of(4), Float32Array.of(5)];
    await host.answer({ ask: "begin", policy: 0, slot: 0, rng: rng.key, goal: ["proprio"] }, numbers);
    const { rng: copy, goal } = begun.at(-1) ?? assert.fail();
    assert.deepEqual(copy.normals(5), rng.normals(5));
    assert.equal(copy.fork("a").uniform(), rng.fork("a").uniform());
    assert.deepEqual(goal, { variables: Float64Array.of(4), observations: { proprio: Float32Array.of(5) } });
  }
});

Deno.test("turns come as they were sent", async () => {
  const { host: host } = recorder();
  await host.answer({ ask: "plugin" }, []);
  const make = { ask: "make-policy", policy: 1, component: "keep", options: {}, spec: packSpec(SPEC) };
  await host.answer(JSON.parse(JSON.stringify(make)), []);
  const turns = [{ slot: 2, step: 0 }, { slot: 5, step: 1 }];
  const numbers = [1, 2].flatMap((x) => [Float64Array.of(x), new Float64Array(0), Float32Array.of(x)]);
  const { arrays } = await host.answer({ ask: "act", policy: 1, streams: ["proprio"], turns }, numbers);
  assert.deepEqual(arrays, [Float32Array.of(1), Float32Array.of(2)]);
});

Deno.test("what is not there is an error", async () => {
  const { host: host } = recorder();
  await assert.rejects(host.answer({ ask: "measure", env: 3 }, []), /Cannot find world 3/);
  const empty = new PluginHost(() => Promise.resolve({}));
  await assert.rejects(empty.answer({ ask: "plugin" }, []), /it has no default export/);
});

Deno.test("worlds that were closed go when the next one is made", async () => {
  const make = () => twoRoom.make({ size: 64 }, {});
  const rooms = { kind: "env", description: "Rooms", options: {}, make } as const;
  const host = new PluginHost(() => Promise.resolve({ default: { name: "rooms", env: { rooms } } }));
  await host.answer({ ask: "plugin" }, []);
  const ask = (env: number, closed: number[]) =>
    host.answer({ ask: "make-env", env, closed, component: "rooms", options: {} }, []);
  await ask(0, []);
  await ask(1, []);
  await ask(2, [0]);
  for (const env of [1, 2]) assert.ok(await host.answer({ ask: "get-state", env }, []));
  await assert.rejects(host.answer({ ask: "get-state", env: 0 }, []), /Cannot find world 0/);
});
