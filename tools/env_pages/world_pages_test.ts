import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import builtin from "../../builtin.ts";
import { canvas } from "../../core/media/picture.ts";
import { Registry } from "../../core/registry.ts";
import type { Env } from "../../core/types.ts";
import { drawnWorld, renderPage, shownEpisode, shownWorld } from "./render_page.ts";
import { renderSheet } from "./render_sheet.ts";
import { policyOf, spread } from "./world_episode.ts";
import { HAND_WRITTEN, pageFile } from "./world_page.ts";
import { worldSheet } from "./world_sheet.ts";

const DOCS = new URL("../../docs/", import.meta.url).pathname;
const registry = new Registry([builtin]);
const worlds = registry.names("env");

/** Rows of a PNG of the project's own, with the byte that leads each. */
function rowsOf(path: string): Uint8Array {
  const file = readFileSync(path);
  const start = file.indexOf("IDAT") + 4;
  return inflateSync(file.subarray(start, start + file.readUInt32BE(start - 8)));
}

for (const name of worlds) {
  Deno.test(`the page of ${name} is what its code says, and has its film and contact sheet`, async () => {
    const page = `${DOCS}worlds/${pageFile(name)}.md`;
    assert.ok(existsSync(page), 'missing: run "deno task docs"');
    const present = readFileSync(page, "utf8");
    const rendered = await renderPage(registry, name, policyOf(registry, name), present);
    assert.equal(present, rendered, 'stale: run "deno task docs"');
    assert.ok(existsSync(`${DOCS}media/worlds/${pageFile(name)}.gif`), 'missing: run "deno task docs"');
  });

  Deno.test(`the contact sheet of ${name} shows what its code draws`, async () => {
    const { width, height, rgb } = renderSheet(registry, name, await shownEpisode(registry, name));
    const rows = rowsOf(`${DOCS}media/worlds/${pageFile(name)}.png`);
    assert.equal(rows.length, height * (1 + 3 * width), 'stale: run "deno task docs"');
    for (let y = 0; y < height; y++) {
      const [from, size] = [y * (1 + 3 * width) + 1, 3 * width];
      const same = Buffer.compare(rows.subarray(from, from + size), rgb.subarray(y * size, (y + 1) * size));
      assert.equal(same, 0, `row ${y} is stale: run "deno task docs"`);
    }
  });

  Deno.test(`${name} has notes, in whole sentences, and a history that begins with its version`, () => {
    const env = registry.make("env", { use: name }, {});
    const { notes, id } = env;
    env.close?.();
    assert.ok(notes, "a built-in world has notes");
    const { about, actions, reward, start, end, differences, history } = notes;
    for (const text of [about, actions, reward, start, end, ...differences]) {
      assert.match(text, /^[^a-z\s].*[.]$/s);
    }
    assert.equal(Object.keys(history)[0], id);
  });
}

Deno.test("there is no page of a world that there is not", () => {
  assert.deepEqual(readdirSync(`${DOCS}worlds`).sort(), worlds.map((name) => `${pageFile(name)}.md`).sort());
});

Deno.test("what stands below the marker is kept", async () => {
  const [name] = worlds;
  const written = `\n\n## By hand\n\nKept.\n`;
  const page = await renderPage(registry, name, "random", `old text\n${HAND_WRITTEN}${written}`);
  assert.ok(page.endsWith(HAND_WRITTEN + written) && !page.includes("old text"));
});

Deno.test("a sheet has a pair of pictures for each factor that shows", () => {
  const env = drawnWorld(registry, "two-room")();
  const seen = (factors: readonly string[]) => {
    const own = env.factors.filter(({ name }) => factors.includes(name));
    const picture = { width: 96, height: 96, rgb: new Uint8Array(3 * 96 * 96) };
    return worldSheet(env, Array.from({ length: 8 }, () => ({ word: "0", picture })), env, own).height;
  };
  assert.equal(seen(["agent_speed"]), seen([]), "speed cannot be seen in a start");
  assert.ok(seen(["wall_thickness"]) > seen([]));
  assert.equal(
    seen(["wall_thickness", "agent_radius", "wall_axis"]),
    seen(["wall_thickness"]),
    "side by side",
  );
});

Deno.test("a sheet shows the factors with the options that let them be seen", () => {
  for (const [name, factor] of [["reacher", "target_shape"], ["car-racing", "car_green"]]) {
    const [plain, shown] = [drawnWorld(registry, name)(), shownWorld(registry, name)()];
    const own = shown.factors.filter((one) => one.name === factor);
    const height = (varied: Env) => {
      const moments = Array.from({ length: 8 }, () => ({ word: "0", picture: canvas(96, 96, [0, 0, 0]) }));
      return worldSheet(plain, moments, varied, own).height;
    };
    assert.equal(own.length, 1);
    assert.ok(height(shown) > height(plain), name);
    for (const env of [plain, shown]) env.close?.();
  }
});

Deno.test("a few of many are spread from the first to the last", () => {
  const all = Array.from({ length: 101 }, (_, i) => i);
  assert.deepEqual(spread(all, 5), [0, 25, 50, 75, 100]);
  assert.deepEqual(spread([1, 2], 5), [1, 2]);
});
