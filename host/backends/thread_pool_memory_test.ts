import assert from "node:assert/strict";
import { ThreadPoolMemory } from "./thread_pool_memory.ts";

/** Lets a thread's side, played in this thread, run what was offered and end; what it ran. */
function served(
  memory: ThreadPoolMemory,
  run: () => void = () => {},
): (readonly [number, readonly number[]])[] {
  const seen: (readonly [number, readonly number[]])[] = [];
  new ThreadPoolMemory(memory.buffer).serve((routine, given) => {
    seen.push([routine, given]);
    memory.end();
    run();
  });
  return seen;
}

Deno.test("a call carries its numbers and is over afterwards", () => {
  const memory = new ThreadPoolMemory();
  memory.offer(3, [1, 2.5, -1e-12]);
  assert.equal(memory.wait(1), false);
  assert.deepEqual(served(memory), [[3, [1, 2.5, -1e-12]]]);
  assert.equal(memory.failure(), undefined);
});

Deno.test("what a call fails with is told, cut to the room that there is, and forgotten with the next offer", () => {
  const memory = new ThreadPoolMemory();
  memory.offer(0, []);
  served(memory, () => {
    throw new TypeError(`no ${"é".repeat(1000)}`);
  });
  assert.match(memory.failure() ?? "", /^TypeError: no é+$/);
  memory.offer(0, []);
  assert.equal(memory.failure(), undefined);
});

Deno.test("an offer that was taken back is not run", () => {
  const memory = new ThreadPoolMemory();
  memory.offer(1, [1]);
  assert.equal(memory.takeBack(), true);
  assert.equal(memory.takeBack(), false);
  assert.equal(memory.wait(1), true);
  memory.end();
  assert.deepEqual(served(memory), []);
});

Deno.test("more numbers than there is room for are refused", () => {
  assert.throws(
    () => new ThreadPoolMemory().offer(0, Array(33).fill(0)),
    /takes 33 numbers, expected at most 32/,
  );
});
