/**
 * A program that prints how many 10⁹ operations a second a native library does on one thread: best of some products.
 * The core type is in its environment, which the library reads when it is loaded.
 *
 * @module
 */
import { openProducts } from "./open_products.ts";

const SIDE = 512;
const RUNS = 12;
const BYTES = SIDE * SIDE * Float32Array.BYTES_PER_ELEMENT;

const memory = new ArrayBuffer(3 * BYTES);
const multiply = openProducts(Deno.args[0], () => memory);
let best = Infinity;
for (let run = 0; run < RUNS; run++) {
  const started = performance.now();
  multiply({
    transposeA: false,
    transposeB: false,
    m: SIDE,
    n: SIDE,
    k: SIDE,
    a: 0,
    b: BYTES,
    c: 2 * BYTES,
    accumulate: false,
  });
  best = Math.min(best, performance.now() - started);
}
Deno.stdout.writeSync(new TextEncoder().encode(String(2 * SIDE ** 3 / best / 1e6)));
