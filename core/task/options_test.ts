import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import { boolean, choice, integer, integers, number, numbers, string } from "../option.ts";
import { checkOptions } from "./options.ts";

const specs = {
  count: integer({ default: 3, min: 1, max: 9, description: "how many" }),
  size: integer({ default: 64, choices: [64, 96, 224], description: "side" }),
  scale: number({ default: 0.5, description: "factor" }),
  on: boolean({ default: true, description: "whether" }),
  title: string({ default: "", description: "text" }),
  mode: choice(["fast", "exact"], { default: "fast", description: "how" }),
  widths: integers({ default: [8, 16], min: 1, description: "sizes" }),
  betas: numbers({ default: [], max: 1, description: "rates" }),
};

function refuse(options: Parameters<typeof checkOptions>[1], rest: string): void {
  assert.throws(() => checkOptions(specs, options), new InputError(`Cannot use these options: ${rest}`));
}

Deno.test("what is not given has its default, what is given stays", () => {
  const defaults = {
    count: 3,
    size: 64,
    scale: 0.5,
    on: true,
    title: "",
    mode: "fast",
    widths: [8, 16],
    betas: [],
  };
  assert.deepEqual(checkOptions(specs, {}), defaults);
  assert.deepEqual(checkOptions(specs, { count: 9, widths: [] }), { ...defaults, count: 9, widths: [] });
});

Deno.test("what the declaration does not allow is refused in one sentence", () => {
  refuse({ cuont: 1 }, 'the component has no "cuont", did you mean "count"?');
  refuse({ count: 10 }, "count is 10, expected a whole number from 1 to 9");
  refuse({ count: 1.5 }, "count is 1.5, expected a whole number from 1 to 9");
  refuse({ size: 65 }, "size is 65, expected 64, 96 or 224");
  refuse({ size: "64" }, 'size is "64", expected 64, 96 or 224');
  refuse({ scale: "big" }, 'scale is "big", expected a number');
  refuse({ on: 1 }, "on is 1, expected true or false");
  refuse({ mode: "fasst" }, 'mode is "fasst", did you mean "fast"?');
  refuse({ mode: 1 }, 'mode is 1, expected "fast" or "exact"');
  refuse({ widths: [4, 0] }, "widths.1 is 0, expected a whole number of at least 1");
  refuse({ betas: 1 }, "betas is 1, expected a list, each a number of at most 1");
});
