import assert from "node:assert/strict";
import fc from "fast-check";
import type { Collector } from "./collector.ts";
import { inEpisodeOrder } from "./in_episode_order.ts";

/** Someone who makes episodes when told to, and the numbers that wait. */
function slow(queue: number, broken: readonly number[] = []) {
  const waiting: { readonly index: number; readonly make: () => void }[] = [];
  const collector: Collector = {
    queue,
    collect: (index) =>
      new Promise((resolve, reject) => {
        const make = () =>
          broken.includes(index)
            ? reject(new Error(`episode ${index} is broken`))
            : resolve({ number: Int32Array.of(index) });
        waiting.push({ index, make });
      }),
  };
  return { collector, waiting };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("episodes come in the order of their numbers, whoever is faster, and all that is asked for is made", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
      fc.nat(12),
      fc.infiniteStream(fc.nat()),
      async (queues, episodes, choices) => {
        const all = queues.map((queue) => slow(queue));
        const taken: number[] = [];
        const reading = (async () => {
          for await (const { number } of inEpisodeOrder(all.map(({ collector }) => collector), episodes)) {
            taken.push(Number(number[0]));
          }
        })();
        for (let made = 0; made < episodes; made++) {
          await turn();
          all.forEach(({ waiting }, i) => assert.ok(waiting.length <= queues[i]));
          const busy = all.filter(({ waiting }) => waiting.length > 0);
          const { waiting } = busy[choices.next().value % busy.length];
          waiting.shift()?.make();
        }
        await reading;
        assert.deepEqual(taken, Array.from({ length: episodes }, (_, i) => i));
      },
    ),
    { numRuns: 30 },
  ));

Deno.test("who is fast does not fill the memory while one episode takes long", async () => {
  const [late, fast] = [slow(1), slow(1)];
  const episodes = inEpisodeOrder([late.collector, fast.collector], 100);
  const first = episodes.next();
  for (let i = 0; i < 20; i++) {
    fast.waiting.shift()?.make();
    await turn();
  }
  assert.deepEqual([late.waiting.length, fast.waiting.length], [1, 0]);
  late.waiting.shift()?.make();
  await first;
  const begun = episodes.next();
  await turn();
  assert.equal(late.waiting.length + fast.waiting.length, 1, "one more is begun for the one that was taken");
  [...late.waiting, ...fast.waiting].forEach(({ make }) => make());
  await begun;
});

Deno.test("the first failure by number is thrown, and nothing is being made after it", async () => {
  const [one, two] = [slow(1, [1, 2]), slow(2, [1, 2])];
  const taken: number[] = [];
  let ended = false;
  const reading = (async () => {
    for await (const { number } of inEpisodeOrder([one.collector, two.collector], 9)) {
      taken.push(Number(number[0]));
    }
  })().finally(() => ended = true);
  const failed = assert.rejects(reading, /^Error: episode 1 is broken$/);
  await turn();
  assert.deepEqual(two.waiting.map(({ index }) => index), [1, 2]);
  two.waiting.pop()?.make();
  await turn();
  one.waiting.shift()?.make();
  await turn();
  two.waiting.shift()?.make();
  await turn();
  assert.deepEqual([taken, ended], [[0], false]);
  for (const { waiting } of [one, two]) waiting.splice(0).forEach(({ make }) => make());
  await failed;
  assert.equal(one.waiting.length + two.waiting.length, 0);
});
