import assert from "node:assert/strict";
import { component } from "../../core/component.ts";
import { InputError } from "../../core/errors.ts";
import { integer } from "../../core/option.ts";
import { fixturePlugin } from "../../tests/fixtures/task_file.ts";
import { checkPlugin } from "./check_plugin.ts";

const part = component("cost", {
  description: "Nothing",
  options: {},
  make: () => {
    throw new Error("not made here");
  },
});

function refuse(value: unknown, rest: string): void {
  assert.throws(
    () => checkPlugin(value, "./mine.ts"),
    new InputError(`Cannot use plugin "./mine.ts": ${rest}`),
  );
}

Deno.test("a plugin is accepted as it is", () => {
  checkPlugin(fixturePlugin, "./fixture.ts");
  checkPlugin({ name: "nothing" }, "./nothing.ts");
});

Deno.test("what is no plain data is refused", () => {
  refuse(undefined, "it is undefined, expected plain data such as { name, env: { … } }");
  refuse(() => part, "it is a function, expected plain data such as { name, env: { … } }");
  refuse(new Map(), "it is an instance of a class, expected plain data such as { name, env: { … } }");
  refuse({ cost: { part } }, "its name is undefined, expected a string that is not empty");
});

Deno.test("an unknown group is told the nearest kind", () => {
  refuse({ name: "mine", costs: { part } }, 'it has "costs", did you mean "cost"?');
  refuse({ name: "mine", cost: [part] }, "its cost is a list, expected an object of components by name");
});

Deno.test("an entry must be a component of its kind, under a name in kebab-case", () => {
  refuse(
    { name: "mine", cost: { far: () => part } },
    'cost "far" is a function, expected what component("cost", …) returns',
  );
  refuse(
    { name: "mine", planner: { part } },
    'planner "part" is a component of kind cost, expected kind planner',
  );
  refuse({ name: "mine", cost: { farAway: part } }, 'cost "farAway" has a name that is not in kebab-case');
});

Deno.test("options must be declarations whose defaults they allow themselves", () => {
  refuse(
    { name: "mine", cost: { part: { ...part, options: { scale: 1 } } } },
    'in cost "part" option "scale" is 1, expected what integer(…), number(…) … return',
  );
  const none = integer({ default: 9, choices: [], description: "factor" });
  refuse(
    { name: "mine", cost: { part: { ...part, options: { none } } } },
    'in cost "part" option "none" is an object, expected what integer(…), number(…) … return',
  );
  const scale = integer({ default: 9, max: 5, description: "factor" });
  refuse(
    { name: "mine", cost: { part: { ...part, options: { scale } } } },
    'in cost "part" the default of option "scale" is outside what the option allows',
  );
});
