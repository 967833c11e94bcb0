import assert from "node:assert/strict";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../tests/conformance/no_leaks.ts";
import { read } from "../engine/read.ts";
import { sinePositions } from "./sine_positions.ts";

await openTestBackend();

Deno.test("places have codes of one length that all differ, also at an odd width", () =>
  noLeaks(async () => {
    const [even, odd] = await read([sinePositions(50, 6), sinePositions(3, 5)]);
    const codes = Array.from({ length: 50 }, (_, p) => [...even.slice(6 * p, 6 * p + 6)]);
    for (const code of codes) {
      assert.ok(Math.abs(code.reduce((sum, value) => sum + value ** 2, 0) - 3) < 1e-5);
    }
    assert.equal(new Set(codes.map(String)).size, 50);
    assert.equal(odd.length, 15);
    assert.ok(
      Math.abs(even[6] - Math.sin(1)) < 1e-6 && Math.abs(even[9] - Math.cos(10_000 ** (-1 / 3))) < 1e-6,
    );
  }));
