const ESCAPE = "\x1b";
/** A control sequence, the two that keep and restore the cursor, or any letter. */
const PART = new RegExp(`${ESCAPE}\\[(\\??)([\\d;]*)([A-Za-z])|${ESCAPE}([78])|[^]`, "gu");

/**
 * What a person sees of a program's bytes: enough of a terminal for what command lines write. It has no lower edge, so
 * nothing scrolls away.
 */
export class VirtualTerminal {
  readonly #columns: number;
  readonly #rows: string[][] = [[]];
  #row = 0;
  /** The cursor's column; past the last one after it was written, until the next letter wraps. */
  #column = 0;
  #saved = { row: 0, column: 0 };
  /** Whether a letter past the edge goes on in the next line: what a program leaves is what the shell gets. */
  wraps = true;

  /** A screen of so many columns. */
  constructor(columns: number) {
    this.#columns = columns;
  }

  /** The lines of the screen, without the blanks at their ends. */
  get lines(): readonly string[] {
    return this.#rows.map((row) => Array.from(row, (letter) => letter ?? " ").join("").trimEnd());
  }

  /** Takes what a program wrote. Throws at a control sequence that it does not know. */
  write(text: string): void {
    const parts = text.matchAll(PART);
    for (const [all, question, numbers, letter, save] of parts) {
      if (letter !== undefined) this.#control(question + letter, numbers, all);
      else if (save === "7") this.#saved = { row: this.#row, column: this.#column };
      else if (save === "8") ({ row: this.#row, column: this.#column } = this.#saved);
      else if (all === "\r") this.#column = 0;
      else if (all === "\n") this.#down();
      else if (all === "\b") this.#column = Math.max(Math.min(this.#column, this.#columns - 1) - 1, 0);
      else if (all < " ") {
        throw new Error(`Cannot show ${JSON.stringify(all)}: expected letters, \\r, \\n, \\b`);
      } else this.#put(all);
    }
  }

  #down(): void {
    this.#row++;
    while (this.#rows.length <= this.#row) this.#rows.push([]);
  }

  #put(letter: string): void {
    if (this.#column >= this.#columns) {
      if (this.wraps) {
        this.#down();
        this.#column = 0;
      } else this.#column = this.#columns - 1;
    }
    this.#rows[this.#row][this.#column++] = letter;
  }

  #control(what: string, numbers: string, all: string): void {
    if (what === "m") return;
    const row = this.#rows[this.#row];
    const [erased, moved] = [Number(numbers || 0), Math.max(Number(numbers || 1), 1)];
    const end = Math.min(row.length, this.#column, this.#columns - 1);
    if (what === "K" && erased === 0) row.length = end;
    else if (what === "K" && erased === 2) row.length = 0;
    else if (what === "J" && erased === 0) {
      row.length = end;
      for (const below of this.#rows.slice(this.#row + 1)) below.length = 0;
    } else if (what === "G") this.#column = moved - 1;
    else if (what === "A") this.#row = Math.max(this.#row - moved, 0);
    else if (what === "?h" && numbers === "7") this.wraps = true;
    else if (what === "?l" && numbers === "7") this.wraps = false;
    else throw new Error(`Cannot show ${JSON.stringify(all)}: it is no control sequence that is known here`);
  }
}
