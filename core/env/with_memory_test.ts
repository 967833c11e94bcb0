import assert from "node:assert/strict";
import { LineWorld } from "../../tests/conformance/line_world.ts";
import { InputError } from "../errors.ts";
import { withMemory } from "./with_memory.ts";

Deno.test("what is remembered is stored and restored behind the world's state", () => {
  const memory = Float64Array.of(1, 2);
  const inner = new LineWorld();
  const env = withMemory(inner, memory);
  env.reset({ seed: 3 });
  const state = env.getState();
  assert.deepEqual([...state.subarray(-2)], [1, 2]);
  memory.fill(9);
  env.step(Float32Array.of(1));
  env.setState(state);
  assert.deepEqual([...memory], [1, 2]);
  assert.deepEqual(env.getState(), state);
  assert.deepEqual(inner.getState(), state.slice(0, -2));
});

Deno.test("a state may be as large as a picture", () => {
  const large = new class extends LineWorld {
    override getState = () => new Float64Array(300_000).fill(1);
  }();
  const state = withMemory(large, Float64Array.of(5)).getState();
  assert.deepEqual([state.length, state[299_999], state[300_000]], [300_001, 1, 5]);
});

Deno.test("a state that the world refuses leaves the memory as it is", () => {
  const memory = Float64Array.of(5);
  const refusing = new class extends LineWorld {
    override setState(): void {
      throw new InputError("Cannot restore a state");
    }
  }();
  assert.throws(() => withMemory(refusing, memory).setState(Float64Array.of(1, 7)), InputError);
  assert.deepEqual([...memory], [5]);
});
