import assert from "node:assert/strict";
import { join } from "node:path";
import { wallHome } from "./wall_home.ts";

Deno.test("the cache behind the wall shares modules and has no place for data", () => {
  const home = wallHome(Deno.execPath());
  assert.equal(wallHome(Deno.execPath()), home, "a second time nothing is in the way");
  assert.ok(Deno.statSync(join(home, "location_data")).isFile);
  for (const name of ["npm", "gen", "remote"]) {
    assert.equal(Deno.realPathSync(join(home, name)), Deno.realPathSync(join(home, "..", name)));
  }
});
