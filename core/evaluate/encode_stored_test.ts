import assert from "node:assert/strict";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { dotEpisodes } from "../../testing/fixtures/dot_episodes.ts";
import { dotModel } from "../../testing/fixtures/dot_world.ts";
import { memorySource } from "../data/source.ts";
import { InputError } from "../errors.ts";
import { encodeStored, storedObservation } from "./encode_stored.ts";

await openTestBackend();

Deno.test("each row is encoded as a frame by itself, also beyond one batch", () =>
  noLeaks(async () => {
    const source = dotEpisodes(6);
    const places = Array.from({ length: 96 }, (_, i) => ({ episode: i % 6, row: Math.floor(i / 6) }));
    const latents = await encodeStored(dotModel, source, places);
    const positions = places.flatMap((place) => [...storedObservation(source, "position", place)]);
    assert.deepEqual([...latents], positions);
  }));

Deno.test("a stream that the data lacks is named, and numbers that are no observation are refused", async () => {
  const source = memorySource([{ name: "label", shape: [1], dtype: "int32" }], [{
    label: Int32Array.of(3),
  }]);
  await assert.rejects(encodeStored(dotModel, source, [{ episode: 0, row: 0 }]), /no column "position"/);
  assert.throws(() => storedObservation(source, "label", { episode: 0, row: 0 }), InputError);
});
