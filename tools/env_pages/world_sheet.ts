import { drawLabel, LABEL_HEIGHT, labelWidth } from "../../core/media/label.ts";
import { canvas, type Colour, enlarge, paste, toPicture } from "../../core/media/picture.ts";
import type { Env, FactorSpec, Picture, ResetOptions } from "../../core/types.ts";

/** Pictures in a row; a factor takes two of them. */
const COLUMNS = 8;
/** Space between cells, px. */
const GAP = 8;
/** Space around a line of text, px. */
const LINE = LABEL_HEIGHT + 6;
/** Smallest side of a picture, px. */
const SMALLEST = 96;
const PAPER: Colour = [255, 255, 255];
const INK: Colour = [15, 23, 42];

/** Pictures that belong together, with a name above them and a word below each. */
interface Group {
  readonly name: string;
  readonly cells: readonly { readonly word: string; readonly picture: Picture }[];
}

/** A picture that is large enough for the words beside it, by whole factors. */
const large = (picture: Picture): Picture => enlarge(picture, Math.ceil(SMALLEST / picture.height));

function shot(env: Env, start: ResetOptions): Picture {
  env.reset(start);
  return large(toPicture(env.observe("pixels"), env.observations.pixels));
}

/** A number of few digits, as labels have them. */
const short = (value: number): string => String(+value.toFixed(2));

function factorGroup(env: Env, { name, low, high }: FactorSpec): Group {
  const cells = [low, high].map((value) => ({
    word: short(value),
    picture: shot(env, { seed: 0, factors: { [name]: value } }),
  }));
  return { name: name.replaceAll("_", " "), cells };
}

/** Whether two pictures differ: some factors do nothing by themselves, or nothing at a start. */
function shows({ cells: [{ picture: one }, { picture: other }] }: Group): boolean {
  return one.rgb.some((level, i) => level !== other.rgb[i]);
}

/** One group with its words, as wide as its cells. */
function drawGroup({ name, cells }: Group): Picture {
  const [{ picture: { width, height } }] = cells;
  const group = canvas(cells.length * (width + GAP), height + 2 * LINE + GAP, PAPER);
  drawLabel(group, name, 0, 0, INK);
  cells.forEach(({ word, picture }, i) => {
    const x = i * (width + GAP);
    paste(group, picture, x, LINE);
    drawLabel(group, word, x + Math.floor((width - labelWidth(word)) / 2), LINE + height + 4, INK);
  });
  return group;
}

/** Groups side by side as long as they fit, then in the next row. */
function stack(groups: readonly Picture[], width: number): Picture {
  const places: { readonly picture: Picture; readonly x: number; readonly y: number }[] = [];
  let [x, y] = [GAP, GAP];
  for (const picture of groups) {
    if (x + picture.width > width) [x, y] = [GAP, y + picture.height];
    places.push({ picture, x, y });
    x += picture.width;
  }
  const sheet = canvas(width, y + groups[0].height, PAPER);
  for (const place of places) paste(sheet, place.picture, place.x, place.y);
  return sheet;
}

/**
 * A contact sheet of a world: the starts of eight seeds, eight moments of an episode, then each factor that
 * shows at a start, at its lowest and its highest value.
 *
 * @param env Its starts are shown.
 * @param moments Pictures of an episode with the words below them, eight at most.
 * @param varied A world to show the factors in, as with other options; by default the same one.
 * @param factors By default All of the world's.
 */
export function worldSheet(
  env: Env,
  moments: Group["cells"],
  varied: Env = env,
  factors: readonly FactorSpec[] = varied.factors,
): Picture {
  const starts = Array.from({ length: COLUMNS }, (_, seed) => ({
    word: String(seed),
    picture: shot(env, { seed }),
  }));
  const groups = [
    { name: "starts by seed", cells: starts },
    {
      name: "an episode by step",
      cells: moments.map(({ word, picture }) => ({ word, picture: large(picture) })),
    },
    ...factors.map((factor) => factorGroup(varied, factor)).filter(shows),
  ];
  const [{ picture: { width } }] = starts;
  return stack(groups.map(drawGroup), GAP + COLUMNS * (width + GAP));
}
