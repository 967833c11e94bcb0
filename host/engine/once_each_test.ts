import assert from "node:assert/strict";
import { OnceEach } from "./once_each.ts";

Deno.test("what was begun is given again by its key", async () => {
  const once = new OnceEach<number>();
  let begun = 0;
  const begin = () => Promise.resolve(++begun);
  assert.deepEqual(await Promise.all([once.get("a", begin), once.get("a", begin), once.get("b", begin)]), [
    1,
    1,
    2,
  ]);
  assert.equal(await once.get("a", begin), 1);
});

Deno.test("what was forgotten is begun anew", async () => {
  const once = new OnceEach<number>();
  await once.get("a", () => Promise.resolve(1));
  once.forget("a");
  assert.equal(await once.get("a", () => Promise.resolve(2)), 2);
});

Deno.test("what failed can be tried again", async () => {
  const once = new OnceEach<number>();
  await assert.rejects(once.get("a", () => Promise.reject(new Error("no memory"))), /no memory/);
  assert.equal(await once.get("a", () => Promise.resolve(7)), 7);
});
