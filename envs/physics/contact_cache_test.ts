import assert from "node:assert/strict";
import { ContactCache, contactCacheSize } from "./contact_cache.ts";
import { Touch } from "./touch.ts";

function touching(...features: number[]): Touch {
  const touch = new Touch();
  touch.begin(1, 0);
  for (const feature of features) touch.add(0, 0, 0, 0, feature);
  return touch;
}

function emptyCache(): ContactCache {
  return new ContactCache(new Float64Array(contactCacheSize(2)));
}

/** A step in which pair 0 touches, or nothing does. */
function step(cache: ContactCache, touch?: Touch): boolean | undefined {
  cache.grow();
  const warm = touch && cache.renew(0, touch);
  cache.forget();
  return warm;
}

Deno.test("a contact keeps its impulse by feature, and warm-starts only without a gap", () => {
  const cache = emptyCache();
  assert.equal(step(cache, touching(7, 9)), false);
  cache.store(0, 0, 3);
  cache.store(0, 1, 4);
  assert.equal(step(cache, touching(9, 5)), true);
  assert.deepEqual([cache.impulse(0, 0), cache.impulse(0, 1)], [4, 0]);
  step(cache);
  assert.equal(step(cache, touching(9)), false);
  assert.equal(cache.impulse(0, 0), 4);
});

Deno.test("what did not touch for three steps is forgotten", () => {
  for (const [gap, impulse] of [[2, 3], [3, 0]]) {
    const cache = emptyCache();
    step(cache, touching(7));
    cache.store(0, 0, 3);
    for (let i = 0; i < gap; i++) step(cache);
    step(cache, touching(7));
    assert.equal(cache.impulse(0, 0), impulse, `gap ${gap}`);
  }
});
