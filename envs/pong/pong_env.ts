import { checkAction, checkState, checkStream } from "../../core/env/checks.ts";
import { factorValues } from "../../core/env/factors.ts";
import { RNG_STATE_SIZE, seededRng } from "../../core/rng.ts";
import type {
  Action,
  ActionSpace,
  Env,
  EnvNotes,
  EnvSpec,
  FactorSpec,
  Goals,
  Observation,
  ResetOptions,
  StepResult,
  VariableSpec,
} from "../../core/types.ts";
import { Game, GAME_SIZE } from "./dynamics.ts";
import { pictureHeight, Renderer } from "./renderer.ts";
import * as rules from "./rules.ts";
import { ACTIONS, DIRECTION, MOST_FRAMES } from "./rules.ts";
import { type Layout, layoutOf, loadScene, pongFactors, saveScene, SCENE_SIZE } from "./scene.ts";
import { measure, pongGoals, pongVariables } from "./variables.ts";

/** What the page of Pong says beside its spaces, variables and factors. */
export const pongNotes: EnvNotes = {
  about:
    "The Atari 2600's table tennis as the Arcade Learning Environment (ALE) shows it, without a ROM: the green " +
    "paddle on the right is the player's, the brown one on the left the opponent's. What matters is small, a ball of " +
    `${rules.BALL_WIDTH} × ${rules.BALL_HEIGHT} px on a screen of ${rules.WIDTH} × ${rules.HEIGHT}, most of what ` +
    "moves does not ask the player, and one picture does not tell where the ball goes: `frames` shows several in " +
    "one observation, `lag` screen frames apart, the present one last.",
  actions:
    "ALE's six: 0 NOOP, 1 FIRE, 2 RIGHT, 3 LEFT, 4 RIGHTFIRE, 5 LEFTFIRE. RIGHT moves the paddle up and " +
    `LEFT down, by ${rules.PLAYER_SPEED} px in every screen frame; FIRE does nothing, because serves come by ` +
    "themselves, so that only three of the six differ. An action lasts `frameskip` screen frames, and before each of " +
    "them the one before goes on with chance `sticky`, as in ALE.",
  reward: "1 when the opponent misses the ball, −1 when the player does, else 0.",
  start:
    `Both paddles in the middle, no points. After ${rules.SERVE_FRAMES} screen frames the ball is served from ` +
    "the middle column to either side, at a random height and slope; later serves go to who has just lost the point.",
  end: `Terminated when either side has ${rules.GAME} points; the game then stands still. Truncated after ` +
    `${rules.MOST_FRAMES} screen frames.`,
  differences: [
    "Speeds, bounces, serves and the opponent are an own design in named constants (`envs/pong/rules.ts`), because the cartridge's are not published; places, sizes, colours, scoring and actions are ALE's. Random play loses by about as much as there (−20.5 here, −20.7 there).",
    "The player's paddle has no inertia, and its way ends at the borders of the playfield.",
    `The ball leaves a paddle with one of ${rules.BOUNCE.length} slopes by where it met it, at ${
      rules.BALL_ACROSS[1]
    } px a frame across, and at ${rules.BALL_ACROSS.at(-1)} px after the fourth return of a rally.`,
    `The opponent looks at the ball every ${rules.ENEMY_LAG} screen frames and moves towards it by at most ${rules.ENEMY_SPEED} px a frame.`,
    `The ball waits off the screen for ${rules.SERVE_FRAMES} screen frames before a serve, and FIRE does not call for it.`,
    "Every screen frame shows everything: nothing flickers, and there is no picture of RAM or in grey.",
    "Games use sums, products and comparisons only, so that a seed is the same game on every machine.",
  ],
  history: { "pong@1": "First version." },
};

/** How Pong is played and seen. */
export interface PongOptions {
  /** Width of the picture, px. */
  readonly size: number;
  /** The whole screen, or the playfield. */
  readonly view: "screen" | "field";
  /** Pictures of an observation. */
  readonly frames: number;
  /** Screen frames from one picture of an observation to the next. */
  readonly lag: number;
  /** Screen frames of a step. */
  readonly frameskip: number;
  /** Chance of the earlier action going on for a screen frame. */
  readonly sticky: number;
}

/** Pong behind the interface of a world: a game, what was seen of it lately, factors and a generator. */
export class PongEnv implements Env {
  readonly id = "pong@1";
  readonly observations: EnvSpec["observations"];
  readonly actionSpace: ActionSpace = { kind: "discrete", n: ACTIONS.length };
  readonly variables: readonly VariableSpec[] = pongVariables;
  readonly factors: readonly FactorSpec[] = pongFactors;
  readonly goals: Goals = pongGoals;
  readonly notes: EnvNotes = pongNotes;
  readonly #options: PongOptions;
  readonly #game: Game = new Game();
  /** Scenes of the last screen frames, the present one last. */
  readonly #seen: Float64Array;
  #rng = seededRng(0);
  #factors = factorValues(pongFactors, {});
  #layout: Layout = layoutOf(this.#factors);
  #renderer: Renderer | undefined;
  /** Which way the player's paddle went in the last screen frame. */
  #direction = 0;

  /** At the start of seed 0. */
  constructor(options: PongOptions) {
    const { size, frames, lag } = options;
    this.#options = options;
    this.#seen = new Float64Array(SCENE_SIZE * ((frames - 1) * lag + 1));
    this.observations = {
      pixels: { shape: [pictureHeight(options), size, 3 * frames], dtype: "uint8", frames },
    };
    this.reset({ seed: 0 });
  }

  reset({ seed, factors = {} }: ResetOptions): void {
    this.#build(factorValues(pongFactors, factors));
    this.#rng = seededRng(seed);
    this.#direction = 0;
    this.#game.start(this.#layout, this.#rng);
    for (let at = 0; at < this.#seen.length; at += SCENE_SIZE) saveScene(this.#game, this.#seen, at);
  }

  step(action: Action): StepResult {
    checkAction(this.actionSpace, action);
    const { frameskip, sticky } = this.#options;
    let reward = 0;
    for (let i = 0; i < frameskip && !this.#game.over; i++) {
      // ALE asks anew for every screen frame whether the earlier action goes on.
      if (sticky === 0 || this.#rng.uniform() >= sticky) this.#direction = DIRECTION[action[0]];
      reward += this.#game.advance(this.#direction, this.#layout, this.#rng);
      this.#see();
    }
    const terminated = this.#game.over;
    return { reward, terminated, truncated: !terminated && this.#game.frame >= MOST_FRAMES };
  }

  observe(stream: string): Observation {
    checkStream(this.observations, stream);
    this.#renderer ??= new Renderer(this.#layout, this.#options);
    const { frames, lag } = this.#options;
    return this.#renderer.paint(
      Array.from({ length: frames }, (_, i) => loadScene(this.#seen, i * lag * SCENE_SIZE)),
    );
  }

  measure(): Float64Array {
    return measure(this.#game, this.#layout);
  }

  getState(): Float64Array {
    const state = new Float64Array(this.#stateSize);
    this.#game.save(state, 0);
    state[GAME_SIZE] = this.#direction;
    let at = GAME_SIZE + 1;
    for (const part of [this.#seen, this.#factors, this.#rng.getState()]) {
      state.set(part, at);
      at += part.length;
    }
    return state;
  }

  setState(state: Float64Array): void {
    checkState(state, this.#stateSize);
    const factors = GAME_SIZE + 1 + this.#seen.length;
    const generator = factors + pongFactors.length;
    this.#game.load(state, 0);
    this.#direction = state[GAME_SIZE];
    this.#seen.set(state.subarray(GAME_SIZE + 1, factors));
    this.#build(state.slice(factors, generator));
    this.#rng.setState(state.subarray(generator));
  }

  get #stateSize(): number {
    return GAME_SIZE + 1 + this.#seen.length + pongFactors.length + RNG_STATE_SIZE;
  }

  /** Remembers the present scene in place of the oldest one. */
  #see(): void {
    this.#seen.copyWithin(0, SCENE_SIZE);
    saveScene(this.#game, this.#seen, this.#seen.length - SCENE_SIZE);
  }

  /** Takes over factors; what was built for equal ones is kept. */
  #build(factors: Float64Array): void {
    if (factors.every((value, i) => value === this.#factors[i])) return;
    this.#factors = factors;
    this.#layout = layoutOf(factors);
    this.#renderer = undefined;
  }
}
