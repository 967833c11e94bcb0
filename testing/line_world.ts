import { checkAction, factorValues } from "../core/mod.ts";
import { InputError } from "../core/errors.ts";
import { RNG_STATE_SIZE, seededRng } from "../core/rng.ts";
import type {
  Action,
  ActionSpace,
  Env,
  EnvSpec,
  FactorSpec,
  Goals,
  Observation,
  ResetOptions,
  Rng,
  StepResult,
  VariableSpec,
} from "../core/types.ts";

/** The smallest world that keeps every rule: a point on a line, blown about by the wind. Tests break it. */
export class LineWorld implements Env {
  /** Name and version. */
  readonly id: string = "line@1";
  /** One vector. */
  readonly observations: EnvSpec["observations"] = { proprio: { shape: [1], dtype: "float32" } };
  /** A push to either side, without end. */
  readonly actionSpace: ActionSpace = { kind: "box", low: [-Infinity], high: [Infinity] };
  /** Where the point is. */
  readonly variables: readonly VariableSpec[] = [{ name: "x", unit: "m", description: "place" }];
  /** How hard the wind blows. */
  readonly factors: readonly FactorSpec[] = [
    { name: "wind", low: 0, high: 2, default: 1, description: "standard deviation of the wind, m" },
  ];
  /** Same place. */
  readonly goals: Goals = {
    criterion: "less than 1 m away",
    distance: ([here], [there]) => Math.abs(here - there),
    reached: ([here], [there]) => Math.abs(here - there) < 1,
  };
  /** Place. */
  protected x = 0;
  /** Factor. */
  protected wind = 1;
  /** Generator. */
  protected rng: Rng = seededRng(0);

  /** Starts somewhere near 0. */
  reset({ seed, factors = {} }: ResetOptions): void {
    [this.wind] = factorValues(this.factors, factors);
    this.rng = seededRng(seed);
    this.x = this.rng.normal();
  }

  /** Push and wind. */
  step(action: Action): StepResult {
    checkAction(this.actionSpace, action);
    this.x += action[0] + this.wind * this.rng.normal();
    return { reward: -Math.abs(this.x), terminated: Math.abs(this.x) > 8, truncated: false };
  }

  /** The place. */
  observe(stream: string): Observation {
    if (stream !== "proprio") throw new InputError(`Cannot observe "${stream}": there is "proprio"`);
    return Float32Array.of(this.x);
  }

  /** The place. */
  measure(): Float64Array {
    return Float64Array.of(this.x);
  }

  /** Place, factor, generator. */
  getState(): Float64Array {
    return Float64Array.of(this.x, this.wind, ...this.rng.getState());
  }

  /** Takes over a state. */
  setState(state: Float64Array): void {
    [this.x, this.wind] = state;
    this.rng.setState(state.subarray(2, 2 + RNG_STATE_SIZE));
  }
}
