/** What a bar tells. */
export interface BarState {
  /** Name of the phase. */
  readonly name: string;
  /** Units done. */
  readonly done: number;
  /** All units; 0 while there are none to tell of. */
  readonly total: number;
  /** A few words, parted by commas, what matters most first. */
  readonly what: string;
  /** Seconds that the rest takes, where they are known. */
  readonly left?: number | undefined;
}

/** Columns that stay free: a line that ends before the edge never wraps, nor does the `^C` that a terminal adds. */
const FREE = 3;
/** Width of names, so that bars stand one under the other. */
const NAME = 18;
const SHORTEST = 10;
const LONGEST = 40;

/** Columns that a text takes at most: letters of East Asia and pictures take two. */
function width(text: string): number {
  let columns = 0;
  for (const letter of text) columns += letter < "\u1100" ? 1 : 2;
  return columns;
}

/** As much of a text as goes into so many columns. */
function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let start = "";
  let room = columns - 1;
  for (const letter of text) {
    room -= width(letter);
    if (room < 0) break;
    start += letter;
  }
  return columns > 0 ? `${start}…` : "";
}

/** A text that moves no cursor. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");

/** A time as people say it: 12s, 3m5s, 2h10m. */
function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) return `${hours}h${minutes}m`;
  return minutes > 0 ? `${minutes}m${whole % 60}s` : `${whole}s`;
}

/**
 * The line of a bar on a terminal of so many columns. Where they are few, this is given up, one after the other: the
 * length of the bar, further words, the end of the name, the time, the first words, the bar.
 */
export function barLine({ name, done, total, what, left }: BarState, columns: number): string {
  const title = plain(name);
  const part = total > 0 ? Math.min(Math.max(done / total, 0), 1) : 0;
  const counts = total > 0 ? ` ${Math.floor(100 * part)}% | ${done}/${total}` : "";
  const [first, ...others] = what === "" ? [] : plain(what).split(", ");

  const shortest = Math.min(width(title), NAME);
  let room = columns - FREE - shortest - " ".length - SHORTEST - width(counts);
  if (room < 0) return cut(title + counts, columns - FREE);
  const ifFits = (text: string): string => {
    if (width(text) > room) return "";
    room -= width(text);
    return text;
  };
  let words = first === undefined ? "" : ifFits(` | ${first}`);
  const time = left === undefined ? "" : ifFits(` | ${duration(left)} left`);
  const longer = Math.min(Math.max(width(title), NAME) - shortest, room);
  room -= longer;
  for (const other of words === "" ? [] : others) {
    const next = ifFits(`, ${other}`);
    if (next === "") break;
    words += next;
  }
  const length = Math.min(SHORTEST + room, LONGEST);
  const full = Math.round(part * length);
  const head = cut(title, shortest + longer);
  const padding = " ".repeat(Math.max(shortest + longer - width(head), 0));
  return `${head}${padding} ${"█".repeat(full)}${"░".repeat(length - full)}${counts}${words}${time}`;
}
