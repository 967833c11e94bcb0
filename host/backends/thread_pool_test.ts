import assert from "node:assert/strict";
import { openSimdKernels } from "../../core/engine/wasm/simd.ts";
import { routinesOf } from "../../core/engine/wasm/routines.ts";
import { startKernelThreads, threadEntry } from "./thread_pool.ts";

const memory = new WebAssembly.Memory({ initial: 4, maximum: 64, shared: true });
const own = routinesOf(openSimdKernels(memory));
const threads = await startKernelThreads(memory, 3, undefined);
const pool = threads.gather(own);

/** x, no bias, y, no derivative, one row of 4. */
const curve = (x: number) => [x, 0, x + 16, 0, 1, 4];

Deno.test("every thread computes its part in the caller's memory, again and again", () => {
  assert.equal(pool.sizeFor("gelu"), 3);
  for (let round = 0; round < 1000; round++) {
    const floats = new Float32Array(memory.buffer, 0, 24).fill(0);
    [0, 8, 16].forEach((at, i) => floats.fill(i + round % 5, at, at + 4));
    pool.run("gelu", [curve(0), curve(32), curve(64)]);
    const alone = [...floats];
    [0, 8, 16].forEach((at) => floats.fill(0, at + 4, at + 8));
    for (const at of [0, 32, 64]) own.gelu(...curve(at));
    assert.deepEqual([...floats], alone);
  }
});

Deno.test("memory that has grown is seen by all", () => {
  memory.grow(1);
  const last = memory.buffer.byteLength - 64;
  new Float32Array(memory.buffer, last, 4).fill(1);
  pool.run("gelu", [curve(0), curve(last)]);
  assert.ok(new Float32Array(memory.buffer, last + 16, 1)[0] > 0.8);
});

Deno.test("without a library threads do not multiply", () => {
  assert.equal(pool.sizeFor("gemm"), 1);
  assert.equal(pool.sizeFor("attention"), 1);
});

/** So much work that a thread has begun its part before the caller has ended his. */
const long = [0, 0, 0, 0, 1000, 16];

Deno.test("what fails in a thread fails in the caller, and the next call works", () => {
  const outside = memory.buffer.byteLength;
  let byThread = false;
  for (let call = 0; call < 10_000 && !byThread; call++) {
    // Where the caller took the part back, it fails with the caller.
    assert.throws(() => pool.run("gelu", [long, curve(outside)]), ({ name, message }: Error) => {
      byThread = name === "HostError" && /a thread failed with RuntimeError/.test(message);
      return byThread || name === "RuntimeError";
    });
  }
  assert.ok(byThread, "no thread ever took a part");
  assert.throws(() => pool.run("gelu", [curve(outside), curve(0)]), WebAssembly.RuntimeError);
  pool.run("gelu", [curve(0), curve(32), curve(64)]);
});

Deno.test("after an error no thread computes any more", () => {
  const outside = memory.buffer.byteLength;
  const last = [4 * 16000, 0, 4 * 32000, 0, 1000, 16];
  const results = new Float32Array(memory.buffer, 4 * 32000, 16000);
  for (let round = 0; round < 200; round++) {
    new Float32Array(memory.buffer, 4 * 16000, 16000).fill(round + 1);
    assert.throws(() => pool.run("gelu", [curve(0), curve(outside), last]));
    const mark = -1 - round;
    results[results.length - 1] = mark;
    for (const end = performance.now() + 0.3; performance.now() < end;);
    assert.equal(results[results.length - 1], mark);
  }
});

Deno.test("one thread is the caller alone", async () => {
  const { count, gather } = await startKernelThreads(memory, 1, undefined);
  assert.equal(count, 1);
  assert.equal(gather(own).sizeFor("gelu"), 1);
});

Deno.test("a thread starts from a file as it is, and from the net by a module that imports it", async () => {
  const file = new URL("./kernel_thread.ts", import.meta.url);
  assert.equal(threadEntry(file), file);
  const remote = threadEntry(new URL("https://example.org/a%20b/thread.ts?x=1"));
  const source = await (await fetch(remote)).text();
  assert.equal(source, 'import "https://example.org/a%20b/thread.ts?x=1";');
});
