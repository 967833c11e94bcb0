import assert from "node:assert/strict";
import { takeTurns } from "./take_turns.ts";

Deno.test("both work in turn, a round of each is not counted, and figures are of whole plans", async () => {
  const calls: string[] = [];
  const work = { rounds: 10, time: (rounds: number) => (calls.push(`ours ${rounds}`), Promise.resolve(2)) };
  const rival = {
    time: (rounds: number, form = "same") => (calls.push(`${form} ${rounds}`), Promise.resolve(3)),
  };
  const turns = await takeTurns(work, rival, { turn: 5, turns: 2, plain: 4 });
  assert.deepEqual(turns, { ours: [20, 20], rival: [30, 30], plain: [30, 30] });
  const turn = ["ours 5", "same 5", "plain 4"];
  assert.deepEqual(calls, ["ours 1", "same 1", ...turn, ...turn]);
});

Deno.test("without a rival, or a plain form of it, their lists are empty", async () => {
  const work = { rounds: 1, time: () => Promise.resolve(1) };
  const effort = { turn: 1, turns: 3, plain: 0 };
  assert.deepEqual(await takeTurns(work, undefined, effort), { ours: [1, 1, 1], rival: [], plain: [] });
  assert.deepEqual((await takeTurns(work, work, effort)).plain, []);
});
