import assert from "node:assert/strict";
import fc from "fast-check";
import { slotMemory, slotView } from "./slot_memory.ts";

Deno.test("slots and arrays lie apart, whatever their sizes", () => {
  const sizes = fc.record({ side: fc.integer({ min: 1, max: 5 }), width: fc.nat(4), state: fc.nat(5) });
  fc.assert(fc.property(sizes, fc.integer({ min: 1, max: 4 }), ({ side, width, state }, slots) => {
    const spec = {
      observations: {
        pixels: { shape: [side, side, 3], dtype: "uint8" },
        proprio: { shape: [width], dtype: "float32" },
      },
      variables: Array.from({ length: width }, () => ({ name: "x", unit: "px", description: "place" })),
    } as const;
    const memory = slotMemory(spec, state, slots);
    const arrays = Array.from({ length: slots }, (_, slot) => slotView(spec, memory, slot)).flatMap(
      ({ observations, variables, state }) => [observations.pixels, observations.proprio, variables, state],
    );
    arrays.forEach((array, i) => array.fill(i));
    arrays.forEach((array, i) => assert.ok(array.every((value) => value === i)));
    const again = slotView(spec, memory, slots - 1);
    assert.deepEqual(again.state, arrays.at(-1));
    assert.deepEqual(
      [again.observations.pixels.length, again.observations.proprio.length, again.variables.length],
      [side * side * 3, width, width],
    );
  }));
});
