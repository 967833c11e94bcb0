/** Tries cases of one target and prints a line after each, so that the case that ends this process is known. */
import { seededRng } from "../../core/rng.ts";
import { outcomeOf } from "./outcome.ts";
import { damagedFile } from "./damaged_file.ts";
import { targets } from "./targets/mod.ts";

const [name, seed, from, to] = Deno.args;
const target = targets.find((known) => known.name === name);
if (!target) throw new Error(`Cannot fuzz "${name}": there is no such target`);

function print(line: { readonly [key: string]: unknown }): void {
  const bytes = new TextEncoder().encode(`${JSON.stringify(line)}\n`);
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}

// The first reading compiles code and loads what is loaded on demand: it is no measure of a case.
await outcomeOf(target, target.damage(seededRng(0)));
print({ ready: true });
for (let number = Number(from); number < Number(to); number++) {
  const { kind, ms, message } = await outcomeOf(target, damagedFile(target, Number(seed), number));
  const rss = Deno.memoryUsage().rss / 2 ** 20;
  print({ number, kind, ms, rss, message: kind === "failed" ? message : "" });
}
