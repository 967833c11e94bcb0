import { nativeActions, normaliseBlock, planSpace } from "../actions.ts";
import type { Action, ActionSpace, Goal, PlanIteration, Rng, Snapshot } from "../types.ts";
import type { Frame, PlanContext } from "./encode.ts";

/** One plan of an episode, for films and diagnostics. */
export interface PlanRecord {
  /** Env steps taken before it. */
  readonly step: number;
  /** The plan `[H, A]`, normalised. */
  readonly plan: Float64Array;
  /** Its estimated cost. */
  readonly cost: number;
  /** How the planner got there; B is 1. */
  readonly trace: readonly PlanIteration[];
  /** Milliseconds from seeing to having the plan, with all that were planned together. */
  readonly latencyMs: number;
  /** How many episodes were planned together. */
  readonly together: number;
  /** How often candidates were scored. */
  readonly calls: number;
  /** How many candidates were scored in all. */
  readonly candidates: number;
}

/** What an episode is planned with. */
export interface PlannedEpisodeSetup {
  /** Draws what its plans need. */
  readonly rng: Rng;
  /** What is asked for. */
  readonly goal: Goal;
  /** Native actions of the world. */
  readonly actionSpace: ActionSpace;
  /** Streams to remember. */
  readonly streams: readonly string[];
  /** Raw env actions in one block. */
  readonly frameskip: number;
  /** Action blocks executed before planning again. */
  readonly execute: number;
  /** Frames to remember, the present one included. */
  readonly history: number;
}

/** An episode that is planned: what it has seen and done, and what is still to be done of its last plan. */
export class PlannedEpisode implements PlanContext {
  /** Draws what its plans need. */
  readonly rng: Rng;
  /** What is asked for. */
  readonly goal: Goal;
  /** Its plans, oldest first. */
  readonly records: PlanRecord[] = [];
  /** The last frames, at the starts of blocks. */
  readonly frames: Frame[] = [];
  /** Normalised blocks `[A]` from each frame to the next. */
  readonly blocks: Float32Array[] = [];
  /** What the last plan leaves for the next one `[H, A]`, with zeros at the end; nothing where all was executed. */
  leftover: Float64Array | undefined;
  readonly #setup: PlannedEpisodeSetup;
  readonly #queue: Action[] = [];

  /** An episode that has not begun. */
  constructor(setup: PlannedEpisodeSetup) {
    this.rng = setup.rng;
    this.goal = setup.goal;
    this.#setup = setup;
  }

  /** Whether it needs a plan before it can act. */
  get isDue(): boolean {
    return this.#queue.length === 0;
  }

  /** Remembers what is seen where a block begins. */
  see({ observations }: Snapshot): void {
    const { streams, frameskip, history } = this.#setup;
    if (this.#queue.length % frameskip !== 0) return;
    // Copies, for a world may draw the next picture into the same memory.
    const there = streams.filter((stream) => observations[stream]);
    const seen = there.map((stream) => [stream, observations[stream].slice()]);
    this.frames.push(Object.fromEntries(seen));
    if (this.frames.length <= history) return;
    this.frames.shift();
    this.blocks.shift();
  }

  /** Takes a plan: its first blocks are what is done next. */
  follow(record: PlanRecord): void {
    const { actionSpace, frameskip, execute } = this.#setup;
    const { size } = planSpace(actionSpace, frameskip);
    const done = execute * size;
    this.records.push(record);
    for (let at = 0; at < done; at += size) {
      this.#queue.push(...nativeActions(actionSpace, record.plan.subarray(at, at + size)));
    }
    if (done === record.plan.length) return;
    this.leftover = new Float64Array(record.plan.length);
    this.leftover.set(record.plan.subarray(done));
  }

  /** The next action of the plan; remembers the block that begins with it. */
  next(): Action {
    const { actionSpace, frameskip, history } = this.#setup;
    if (history > 1 && this.#queue.length % frameskip === 0) {
      this.blocks.push(normaliseBlock(actionSpace, this.#queue.slice(0, frameskip)));
    }
    return this.#queue.shift() as Action;
  }
}
