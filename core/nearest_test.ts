import assert from "node:assert/strict";
import { nearest, suggestion } from "./nearest.ts";

const NAMES = ["two-room", "push-t", "reacher", "car-racing"];

Deno.test("one wrong, missing, doubled or swapped letter is understood", () => {
  for (const word of ["two-rom", "two_room", "TwoRoom", "tow-room", "two-rooom", "two"]) {
    assert.equal(nearest(word, NAMES), "two-room", word);
  }
  assert.equal(nearest("caracing", NAMES), "car-racing");
});

Deno.test("what is like nothing gets the list", () => {
  assert.equal(nearest("zebra", NAMES), undefined);
  assert.equal(suggestion("zebra", ["a1", "b2"]), 'there is "a1", "b2"');
  assert.equal(suggestion("zebra", []), "there is none");
  assert.equal(suggestion("pusht", NAMES), 'did you mean "push-t"?');
});
