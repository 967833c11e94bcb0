import assert from "node:assert/strict";
import { seededRng } from "../core/mod.ts";
import { colouredNoise } from "./coloured_noise.ts";

const [N, H, A] = [400, 8, 3];
const white = seededRng(5).normals(N * A * H);

/** Mean square of a step of the noise over that of the noise itself. */
function roughness(beta: number): number {
  const noise = colouredNoise(white, H, A, beta);
  let [steps, power] = [0, 0];
  for (let i = 0; i < noise.length; i++) {
    power += noise[i] ** 2;
    if (Math.floor(i / A) % H > 0) steps += (noise[i] - noise[i - A]) ** 2;
  }
  return steps / power;
}

Deno.test("the higher beta, the slower the noise changes", () => {
  const [none, some, much] = [0, 1, 3].map(roughness);
  assert.ok(none > 1.4 && some < 0.7 * none && much < 0.7 * some, `${[none, some, much]}`);
});

Deno.test("every sequence has spread 1 over the horizon", () => {
  const noise = colouredNoise(white, H, A, 2);
  for (let n = 0; n < N; n++) {
    const sequence = Array.from({ length: H }, (_, h) => noise[(n * H + h) * A + 1]);
    const mean = sequence.reduce((sum, value) => sum + value, 0) / H;
    const variance = sequence.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (H - 1);
    assert.ok(Math.abs(variance - 1) < 1e-9);
  }
});

Deno.test("without colour a sequence keeps its form", () => {
  const noise = colouredNoise(Float64Array.of(1, 2, 4, 2, 4, 8), 3, 2, 0); // [N 1, A 2, H 3]
  const ratio = (h: number) => noise[2 * h + 1] / noise[2 * h];
  for (const h of [0, 1, 2]) assert.ok(Math.abs(ratio(h) - 1) < 1e-12);
  assert.ok(Math.abs(noise[4] / noise[0] - 4) < 1e-12);
});

Deno.test("a horizon of one step stays as it is", () => {
  assert.deepEqual(colouredNoise(Float64Array.of(1, -2), 1, 2, 2), Float64Array.of(1, -2));
});
