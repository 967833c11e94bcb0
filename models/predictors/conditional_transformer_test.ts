import assert from "node:assert/strict";
import { dispose, tidy, zeros } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { InputError } from "../../core/errors.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import { conditionalTransformer } from "./conditional_transformer.ts";

await openTestBackend();

const SIZE = { frames: 3, input: 4, width: 4, depth: 2, heads: 2, headWidth: 3, hidden: 8, dropout: 0 };

Deno.test("linear layers lead in and out only where widths differ", () =>
  noLeaks(() => {
    const doors = (width: number) => {
      const trunk = conditionalTransformer({ ...SIZE, width }, seededRng(0));
      const names = Object.keys(trunk.params).filter((name) => name.endsWith("Map.weight"));
      dispose(trunk.params);
      return names;
    };
    assert.deepEqual(doors(4), []);
    assert.deepEqual(doors(6), ["inputMap.weight", "conditionMap.weight", "outputMap.weight"]);
  }));

Deno.test("frames are told apart by their positions, and more than there are positions are refused", () =>
  noLeaks(async () => {
    const trunk = conditionalTransformer(SIZE, seededRng(0));
    const run = (T: number) => tidy(() => trunk.apply(zeros([1, T, 4]), zeros([1, T, 4]), "infer"));
    const [rows] = await read([run(2)]);
    assert.notDeepEqual(rows.slice(0, 4), rows.slice(4));
    assert.throws(() => run(4), new InputError("Cannot predict: found 4 frames, expected at most 3"));
    dispose(trunk.params);
  }));
