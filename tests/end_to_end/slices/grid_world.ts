import { checkAction, component, seededRng } from "../../../core/mod.ts";
import type { Action, Component, Env, ResetOptions, StepResult } from "../../../core/mod.ts";

const CELLS = 4;
/** Pixels of a cell's side. */
const SCALE = 4;
const SIDE = CELLS * SCALE;
/** What the choices do to column and row: stay, right, left, down, up. */
const MOVES = [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]];

const within = (place: number): number => Math.min(CELLS - 1, Math.max(0, place));

const steps = (a: Float64Array, b: Float64Array): number => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);

/** A piece on a small board that stays or goes one cell. */
class GridWorld implements Env {
  readonly id = "grid@1";
  readonly observations = { pixels: { shape: [SIDE, SIDE, 3], dtype: "uint8" } } as const;
  readonly actionSpace = { kind: "discrete", n: MOVES.length } as const;
  readonly variables = [
    { name: "column", unit: "cell", description: "column of the piece" },
    { name: "row", unit: "cell", description: "row of the piece" },
  ];
  readonly factors = [];
  readonly goals = {
    criterion: "the piece stands on the goal's cell",
    reached: (now: Float64Array, goal: Float64Array): boolean => steps(now, goal) === 0,
    distance: steps,
  };
  #place = Float64Array.of(0, 0);

  reset({ seed, factors = {} }: ResetOptions): void {
    for (const name of Object.keys(factors)) {
      throw new TypeError(`Cannot reset: there is no factor "${name}", expected none`);
    }
    const rng = seededRng(seed);
    this.#place = Float64Array.of(rng.integer(CELLS), rng.integer(CELLS));
  }

  step(action: Action): StepResult {
    checkAction(this.actionSpace, action);
    this.#place = this.#place.map((value, axis) => within(value + MOVES[action[0]][axis]));
    return { reward: 0, terminated: false, truncated: false };
  }

  observe(stream: string): Uint8Array {
    if (stream !== "pixels") throw new TypeError(`Cannot observe "${stream}", expected "pixels"`);
    const picture = new Uint8Array(SIDE * SIDE * 3);
    const [column, row] = this.#place;
    for (let y = row * SCALE; y < (row + 1) * SCALE; y++) {
      picture.fill(255, 3 * (y * SIDE + column * SCALE), 3 * (y * SIDE + (column + 1) * SCALE));
    }
    return picture;
  }

  measure(): Float64Array {
    return this.#place.slice();
  }

  getState(): Float64Array {
    return this.#place.slice();
  }

  setState(state: Float64Array): void {
    this.#place = state.slice();
  }
}

/** A board of 4 × 4 cells with five choices. */
export const gridWorld: Component<"env"> = component("env", {
  description: "A piece on a board of 4 × 4 cells that stays or goes one cell",
  options: {},
  make: () => new GridWorld(),
});

export default { name: "grid", env: { grid: gridWorld } };
