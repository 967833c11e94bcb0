import assert from "node:assert/strict";
import { dispose, tensor, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../tests/conformance/no_leaks.ts";
import { read } from "../engine/read.ts";
import { seededRng } from "../rng.ts";
import { feedForward } from "./feed_forward.ts";

await openTestBackend();

Deno.test("feedForward is Linear, GELU, Linear", () =>
  noLeaks(async () => {
    const layer = feedForward({ features: 1, hidden: 2, dropout: 0.5 }, seededRng(0));
    tidy(() => {
      layer.params["hidden.weight"].assign(tensor([1, -1], [1, 2]));
      layer.params["hidden.bias"].assign(tensor([0, 0]));
      layer.params["output.weight"].assign(tensor([1, 10], [2, 1]));
      layer.params["output.bias"].assign(tensor([100]));
    });
    const [y] = await read([tidy(() => layer.apply(tensor([1], [1, 1]), "infer"))]);
    const phi = 0.8413447460685429; // Φ(1)
    assert.ok(Math.abs(y[0] - (100 + phi - 10 * (1 - phi))) < 1e-5);
    dispose(layer.params);
  }));
