import assert from "node:assert/strict";
import { noLeaks } from "../../testing/no_leaks.ts";
import { dotEpisodes } from "../../testing/fixtures/dot_episodes.ts";
import { dotModel, DotWorld } from "../../testing/fixtures/dot_world.ts";
import { openTestBackend } from "../../tests/backend.ts";
import { seededRng } from "../rng.ts";
import { makeFrameBank } from "./frame_bank.ts";

await openTestBackend();
const source = dotEpisodes(6);
const spaces = new DotWorld().observations;
const bank = (count: number) => makeFrameBank({ world: dotModel, source, spaces, count, rng: seededRng(2) });

/** Cell of the white dot. */
function cell({ rgb }: { readonly rgb: Uint8Array }): [number, number] {
  const at = rgb.indexOf(255) / 3;
  return [at % 10, Math.floor(at / 10)];
}

Deno.test("a frame bank of all frames shows a stored latent as its own frame", () =>
  noLeaks(async () => {
    const all = await bank(1000);
    assert.equal(all.size, 6 * 16);
    for (const episode of [0, 3, 5]) {
      const position = source.read(episode, "position", 9, 1);
      assert.ok(position instanceof Float32Array);
      const picture = all.nearest(position);
      assert.deepEqual(picture.rgb, source.read(episode, "pixels", 9, 1));
    }
  }));

Deno.test("a frame bank holds as many as asked, from different episodes, the same for the same stream", () =>
  noLeaks(async () => {
    const [some, again] = [await bank(20), await bank(20)];
    assert.equal(some.size, 20);
    const corners = [[0, 0], [9, 0], [0, 9], [9, 9]].map((corner) => Float32Array.from(corner));
    const seen = corners.map((corner) => cell(some.nearest(corner)));
    assert.deepEqual(seen, corners.map((corner) => cell(again.nearest(corner))));
    assert.ok(new Set(seen.map(String)).size > 1);
  }));

Deno.test("data without frames is refused", async () => {
  const empty = { ...source, lengths: [] };
  await assert.rejects(
    makeFrameBank({ world: dotModel, source: empty, spaces, count: 5, rng: seededRng(1) }),
    /there are no frames/,
  );
});
