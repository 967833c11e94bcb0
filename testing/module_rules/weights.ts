import type { Module } from "../../core/types.ts";
import { demand, same, type Subject, valuesOf, withModule } from "./subject.ts";

/** Names are unique over parameters and buffers, weights finite, and the same stream gives the same weights. */
export async function checkWeights<M extends Module>(subject: Subject<M>): Promise<void> {
  const { kind } = subject;
  await withModule(subject, async (first) => {
    const twice = Object.keys(first.params).find((name) => Object.hasOwn(first.buffers, name));
    demand(kind, twice === undefined, `"${twice}" is a parameter and a buffer, expected each name once`);
    const all = { ...first.params, ...first.buffers };
    const values = await valuesOf(all);
    const again = await withModule(subject, (second) => {
      const shared = Object.entries({ ...second.params, ...second.buffers }).find(([name, v]) =>
        v === all[name]
      );
      demand(kind, !shared, `two of them share "${shared?.[0]}", expected weights of their own`);
      return valuesOf({ ...second.params, ...second.buffers });
    });
    demand(
      kind,
      Object.keys(again).join() === Object.keys(values).join(),
      "two of them have weights of different names, expected the same",
    );
    for (const [name, numbers] of Object.entries(values)) {
      demand(
        kind,
        numbers.every(Number.isFinite),
        `"${name}" starts with a number that is not finite, expected finite ones`,
      );
      demand(
        kind,
        same(numbers, again[name]),
        `"${name}" differs when made again from the same stream, expected the same weights`,
      );
    }
  });
}
