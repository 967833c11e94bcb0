import assert from "node:assert/strict";
import { madeEnv } from "./answers.ts";

/** What a world in the sandbox says of itself, with so many frames side by side. */
const saying = (frames: number) => ({
  spec: {
    id: "plugin@1",
    observations: { pixels: { shape: [4, 4, 6], dtype: "uint8", frames } },
    actionSpace: { kind: "discrete", n: 2 },
    variables: [],
    factors: [],
  },
  goals: null,
});

Deno.test("a world may say how many frames its pictures hold, as a whole number", () => {
  const said = madeEnv.safeParse(saying(2));
  assert.equal(said.data?.spec.observations.pixels.frames, 2, `${said.error}`);
  for (const frames of [0, 1.5, Infinity, 1e9]) assert.ok(!madeEnv.safeParse(saying(frames)).success);
});
