import assert from "node:assert/strict";
import { dispose, tensor, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../tests/conformance/no_leaks.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import { actionEmbedder } from "./action_embedder.ts";

await openTestBackend();

Deno.test("an action block is embedded by itself, whichever frame it is in", () =>
  noLeaks(async () => {
    const embed = actionEmbedder({ action: 2, smoothed: 3, hidden: 8, output: 4 }, seededRng(0));
    const parts = ["smooth", "hidden", "output"].flatMap((name) => [`${name}.weight`, `${name}.bias`]);
    assert.deepEqual(Object.keys(embed.params), parts);
    const [forth, back] = await read(tidy(() => [
      embed.apply(tensor([1, 2, -3, 4], [1, 2, 2]), "train"),
      embed.apply(tensor([-3, 4, 1, 2], [1, 2, 2]), "train"),
    ]));
    assert.deepEqual([...forth.slice(4), ...forth.slice(0, 4)], [...back]);
    assert.notDeepEqual(forth.slice(0, 4), forth.slice(4));
    dispose(embed.params);
  }));
