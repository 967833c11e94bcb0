import {
  createScanner,
  type Node,
  type ParseError,
  type ParseErrorCode,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { InputError } from "../errors.ts";
import { excerpt } from "./explain.ts";
import type { Located } from "./located.ts";

/** Longest text that is read, in characters. */
const LONGEST = 1_000_000;
/** Deepest nesting that is read: the parser is recursive, so a deeper text would exhaust the stack. */
const DEEPEST = 64;

/** Tokens of the scanner; its own names are a `const enum`, which separate compilation cannot read. */
const OPEN_BRACE = 1, CLOSE_BRACE = 2, OPEN_BRACKET = 3, CLOSE_BRACKET = 4, END = 17;

/** What was expected where the parser stumbled, by the name of its complaint. */
const EXPECTED: { readonly [code: string]: string } = {
  InvalidSymbol: "a string in double quotes, a number, true, false, null, a list or an object",
  InvalidNumberFormat: "a number",
  PropertyNameExpected: "a key in double quotes",
  ValueExpected: "a value",
  ColonExpected: 'a ":"',
  CommaExpected: 'a ","',
  CloseBraceExpected: 'a "}"',
  CloseBracketExpected: 'a "]"',
  EndOfFileExpected: "the end of the file",
  InvalidCommentToken: "no comment",
  UnexpectedEndOfComment: 'the comment to end with "*/"',
  UnexpectedEndOfString: "the string to end on its line",
  UnexpectedEndOfNumber: "more digits",
  InvalidUnicode: "four hexadecimal digits after \\u",
  InvalidEscapeCharacter: 'one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u',
  InvalidCharacter: "no control character in a string",
};

/** Turns an offset into a place for messages. */
type Place = (offset: number) => string;

/** Places `file:line:column`, both counted from 1 and in characters. */
function placeIn(text: string, file: string): Place {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return `${file}:${low + 1}:${offset - starts[low] + 1}`;
  };
}

function checkSize(text: string, place: Place): void {
  if (text.length > LONGEST) {
    throw new InputError(
      `Cannot read ${place(0)}: found ${text.length} characters, expected at most ${LONGEST}`,
    );
  }
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token = scanner.scan(); token !== END; token = scanner.scan()) {
    if (token === OPEN_BRACE || token === OPEN_BRACKET) depth++;
    else if (token === CLOSE_BRACE || token === CLOSE_BRACKET) depth--;
    if (depth > DEEPEST) {
      throw new InputError(
        `Cannot read ${place(scanner.getTokenOffset())}: found more than ${DEEPEST} levels, expected fewer`,
      );
    }
  }
}

function complain(text: string, place: Place, { error, offset, length }: ParseError): InputError {
  const found = length === 0 || offset >= text.length
    ? "the end"
    : excerpt(text.slice(offset, offset + length));
  const code = printParseErrorCode(error satisfies ParseErrorCode);
  return new InputError(
    `Cannot read ${place(offset)}: found ${found}, expected ${EXPECTED[code] ?? "JSON with comments"}`,
  );
}

function locateObject(node: Node, place: Place): Located {
  const content = new Map<string, Located>();
  for (const { children = [] } of node.children ?? []) {
    const [keyNode, valueNode] = children;
    const key = String(keyNode.value);
    const keyAt = place(keyNode.offset);
    if (content.has(key)) {
      throw new InputError(
        `Cannot read ${keyAt}: found key ${excerpt(key)} for the second time, expected it once`,
      );
    }
    if (key === "__proto__") {
      throw new InputError(`Cannot read ${keyAt}: found key "__proto__", expected another`);
    }
    content.set(key, { ...locate(valueNode, place), keyAt });
  }
  return { at: place(node.offset), content };
}

function locate(node: Node, place: Place): Located {
  if (node.type === "object") return locateObject(node, place);
  const at = place(node.offset);
  if (node.type !== "array") return { at, content: node.value };
  return { at, content: (node.children ?? []).map((child) => locate(child, place)) };
}

/**
 * Reads JSON with comments and trailing commas; every part keeps its place. Throws {@linkcode InputError} that
 * names `file:line:column` for wrong syntax, a key given twice, too long or too deeply nested text.
 *
 * @param text What to read.
 * @param file What messages call it.
 */
export function parseJsonc(text: string, file: string): Located {
  return parseAt(text, placeIn(text, file));
}

/** Reads JSON with comments that stands in one place as a whole, such as an override. */
export function parseInPlace(text: string, at: string): Located {
  return parseAt(text, () => at);
}

function parseAt(text: string, place: Place): Located {
  // A byte order mark becomes a blank, which keeps every offset.
  const source = text.replace(/^\uFEFF/, " ");
  checkSize(source, place);
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true });
  if (errors.length > 0) throw complain(source, place, errors[0]);
  if (root === undefined) throw new InputError(`Cannot read ${place(0)}: found nothing, expected a value`);
  return locate(root, place);
}
