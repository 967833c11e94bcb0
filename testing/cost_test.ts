import assert from "node:assert/strict";
import { add, dispose, div, max, mean, mul, scalar, sub, sum, tidy, variable } from "@tensorflow/tfjs-core";
import { InputError } from "../core/errors.ts";
import type { Cost } from "../core/types.ts";
import { goalDistance } from "../planners/mod.ts";
import { openTestBackend } from "../tests/backend.ts";
import { checkCost } from "./cost.ts";
import { noLeaks } from "./no_leaks.ts";

await openTestBackend();

const good = goalDistance.make({}, {});

for (const metric of ["l2", "l1", "cosine"]) {
  Deno.test(`goal-distance by ${metric} keeps every rule`, () =>
    noLeaks(async () => {
      await checkCost(() => goalDistance.make({ metric }, {}));
      await checkCost(() => goalDistance.make({ metric, step: "sum" }, {}), { tokens: 3, dim: 2, action: 1 });
    }));
}

let calls = 0;
const broken: readonly [string, RegExp, Cost["cost"]][] = [
  ["sums up the candidates", /it has shape \[2\], expected \[2,3\]/, (...all) => sum(good.cost(...all), 1)],
  ["disposes what it borrows", /it disposes its arguments/, (imagined, goal, plans) => {
    const cost = good.cost(imagined, goal, plans);
    dispose(plans);
    return cost;
  }],
  ["keeps a tensor", /it leaves 3 tensors, expected 0/, (...all) => {
    variable(scalar(1));
    return good.cost(...all);
  }],
  [
    "divides by nothing",
    /costs Infinity, expected a finite number/,
    (...all) => tidy(() => div(add(mul(good.cost(...all), 0), 1), 0)),
  ],
  ["remembers", /something else the second time/, (...all) => tidy(() => add(good.cost(...all), calls++))],
  ["compares candidates", /depends on the others/, (...all) =>
    tidy(() => {
      const cost = good.cost(...all);
      return sub(cost, add(mean(cost), max(cost)));
    })],
];

for (const [what, sentence, cost] of broken) {
  Deno.test(`a cost that ${what} is refused`, async () => {
    await assert.rejects(checkCost(() => ({ cost })), (error: Error) => {
      assert.ok(error instanceof InputError, error.stack);
      assert.match(error.message, /^Cannot accept the cost: /);
      assert.match(error.message, sentence);
      return true;
    });
  });
}
