import assert from "node:assert/strict";
import { VirtualTerminal } from "./virtual_terminal.ts";

function shown(columns: number, text: string): readonly string[] {
  const terminal = new VirtualTerminal(columns);
  terminal.write(text);
  return terminal.lines;
}

Deno.test("text wraps at the edge, and is cut there once wrapping is off", () => {
  assert.deepEqual(shown(4, "abcdef\r\ng"), ["abcd", "ef", "g"]);
  assert.deepEqual(shown(4, "abcd\r\ng"), ["abcd", "g"], "a full line alone wraps nothing");
  assert.deepEqual(shown(4, "\x1b[?7labcdef\r\ng\x1b[?7h"), ["abcf", "g"]);
});

Deno.test("a line that is written over keeps what is not erased", () => {
  assert.deepEqual(shown(9, "abcdef\rgh"), ["ghcdef"]);
  assert.deepEqual(shown(9, "abcdef\rgh\x1b[K"), ["gh"]);
  assert.deepEqual(shown(9, "abc\r\ndef\x1b[1A\rgh\x1b[1mi"), ["ghi", "def"]);
  assert.deepEqual(shown(9, "ab\x1b7cd\r\nef\x1b8xy"), ["abxy", "ef"]);
});

Deno.test("what it does not know is told, not skipped", () => {
  assert.throws(() => shown(9, "\x1b[3C"), /^Error: Cannot show/);
  assert.throws(() => shown(9, "\x1b]0;title\x07"), /^Error: Cannot show/);
});
