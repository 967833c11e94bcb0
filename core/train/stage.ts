/**
 * One stage of training: sample, upload, gradients, AdamW, dispose. The caller logs, saves and stops by what it
 * does between two calls of `advance`.
 *
 * @module
 */
import {
  add,
  dispose,
  mul,
  type Scalar,
  type Tensor,
  tensor,
  tidy,
  type Variable,
  variable,
  variableGrads,
} from "@tensorflow/tfjs-core";
import { type AdamW, createAdamW, warmupCosine } from "../nn/optim.ts";
import { allVariables, type Model } from "../build.ts";
import { join } from "../nn/layer.ts";
import type { Registry } from "../registry.ts";
import type { StageTask } from "../task/task.ts";
import type { Batches } from "../data/batches.ts";
import type { Windows } from "../data/windows.ts";
import type { Batch, Encoder, Module, Objective, Rng, Variables, View } from "../types.ts";
import { InputError } from "../errors.ts";
import { read } from "../engine/read.ts";
import { uploadObservations } from "../upload_observations.ts";
import { objectiveContexts } from "./context.ts";
import { updateEma } from "./ema.ts";
import { type Diagnostics, heldOutDiagnostics } from "./diagnostics.ts";
import { type MetricsRow, NotFiniteError } from "./metrics.ts";

/** Steps between two looks at whether the loss is finite, when nothing is logged; a look costs a readback. */
const CHECK_EVERY = 10;

/** What a stage needs. */
export interface StageParts {
  /** Name of the stage. */
  readonly name: string;
  /** What the task says of it. */
  readonly task: StageTask;
  /** The model; its variables change. */
  readonly model: Model;
  /** Where objectives come from. */
  readonly registry: Registry;
  /** Training batches; `drawnBatches` of the stage's own stream. */
  readonly batches: Batches;
  /** Held-out windows for the diagnostics; none when no episode is held out. */
  readonly heldOut?: Windows;
  /** The stage's own stream. */
  readonly rng: Rng;
}

/** What the library says when no gradient reaches any variable. */
const NO_CONNECTION = "Cannot find a connection between any variable and the result of the loss function";

interface Term {
  readonly name: string;
  readonly weight: number;
  readonly objective: Objective;
}

/** The first column that holds NaN or infinity. */
function badColumn({ observations, actions }: Batch): string | undefined {
  const columns = Object.entries({ ...observations, action: actions });
  return columns.find(([, values]) => !values.every(Number.isFinite))?.[0];
}

/** A stage that is being trained. */
export class Stage {
  /** Steps done. */
  step = 0;
  readonly #parts: StageParts;
  readonly #terms: readonly Term[];
  readonly #views: readonly View[];
  /** Last value of each term, kept in a variable because tensors of the forward pass die with it. */
  readonly #values = new Map<string, Variable>();
  readonly #learned: Variables;
  readonly #optimiser: AdamW;
  readonly #target: "online" | "stopped" | Encoder;
  readonly #diagnostics: Diagnostics | undefined;

  /** Makes objectives, optimiser and target network. Throws {@linkcode InputError} when nothing would learn. */
  constructor(parts: StageParts) {
    this.#parts = parts;
    const { task, model, registry, rng } = parts;
    const { tokens, dim, grid } = model.encoder;
    this.#terms = Object.entries(task.objectives).map(([name, { weight, with: options = {} }]) => ({
      name,
      weight,
      objective: registry.make("objective", { use: name, with: options }, {
        tokens,
        ...(grid && { grid }),
        dim,
        action: model.action,
        rng: rng.fork("objective").fork(name),
      }),
    }));
    const { observations } = model;
    this.#views = (task.views ?? []).map((use) => registry.make("view", use, { observations }));
    this.#learned = this.#collectLearned();
    if (Object.keys(this.#learned).length === 0) {
      throw new InputError(
        `Cannot train stage "${parts.name}": its "learn" names no part with weights, expected "encoder" or "predictor"`,
      );
    }
    this.#optimiser = createAdamW(this.#learned, task.optimiser);
    this.#target = typeof task.target === "string" ? task.target : this.#makeTarget();
    this.#diagnostics = parts.heldOut && heldOutDiagnostics(model, parts.heldOut, rng.fork("gauge"));
  }

  /** A target network starts where the encoder is, which in a later stage is not where it began. */
  #makeTarget(): Encoder {
    const { model } = this.#parts;
    const target = model.makeTarget();
    updateEma(target, model.encoder, 0);
    return target;
  }

  #objectives(): { readonly [name: string]: Module } {
    return Object.fromEntries(this.#terms.map(({ name, objective }) => [`objective.${name}`, objective]));
  }

  #collectLearned(): Variables {
    const { task, model: { encoder, predictor } } = this.#parts;
    const parts = { encoder, predictor };
    const learned = Object.entries(parts).filter(([name]) => task.learn.includes(name));
    return join({ ...Object.fromEntries(learned), ...this.#objectives() }).params;
  }

  /** Weights and buffers that a checkpoint keeps, by name. */
  weights(): Variables {
    const { model: { encoder, predictor } } = this.#parts;
    const target = typeof this.#target === "string" ? {} : { target: this.#target };
    return allVariables({ encoder, predictor, ...target, ...this.#objectives() });
  }

  /** The optimiser's moments, by name. */
  moments(): Variables {
    return this.#optimiser.state;
  }

  /** Frees what the stage made: optimiser, objectives, EMA copy; the model stays. */
  dispose(): void {
    this.#optimiser.dispose();
    for (const value of this.#values.values()) value.dispose();
    const target = typeof this.#target === "string" ? {} : { target: this.#target };
    for (const v of Object.values(allVariables({ ...target, ...this.#objectives() }))) v.dispose();
  }

  /**
   * One optimiser step.
   *
   * @param seconds Seconds of training so far.
   * @returns The row to log when it is time.
   * @throws {NotFiniteError} When loss or gradient are not finite; noticed within ten steps.
   */
  async advance(seconds: () => number): Promise<MetricsRow | undefined> {
    const { name, task, model, rng } = this.#parts;
    const stepRng = rng.fork("step").fork(this.step);
    const learningRate = this.#learningRate();
    const batch = await this.#parts.batches.at(this.step);
    const [loss, gradNorm] = this.#update(batch, stepRng, learningRate);
    this.step++;
    const { logEvery, checkpointEvery, steps } = task;
    const due = this.step === steps || this.step === 1 ||
      [logEvery, checkpointEvery].some((every) => this.step % every === 0);
    if (!due && this.step % CHECK_EVERY !== 0) {
      loss.dispose();
      gradNorm.dispose();
      return undefined;
    }
    const names = [...this.#values.keys()];
    const kept = [...this.#values.values()].map((value) => value.clone());
    const [lossValue, norm, ...terms] = (await read([loss, gradNorm, ...kept])).map(([value]) => value);
    if (!Number.isFinite(lossValue) || !Number.isFinite(norm)) {
      throw new NotFiniteError(`loss ${lossValue} and gradient norm ${norm}`, name, this.step);
    }
    if (!due) return undefined;
    const heldOut = await this.#diagnostics?.measure();
    if (heldOut && !Number.isFinite(heldOut.rank)) {
      throw new NotFiniteError("a latent of held-out frames", name, this.step);
    }
    if (heldOut?.prediction !== undefined && !Number.isFinite(heldOut.prediction)) {
      throw new NotFiniteError(`held-out prediction error ${heldOut.prediction}`, name, this.step);
    }
    return {
      stage: name,
      step: this.step,
      loss: lossValue,
      terms: Object.fromEntries(names.map((term, i) => [term, terms[i]])),
      learningRate,
      gradNorm: norm,
      seconds: seconds(),
      ...(model.encoder.tokens > 1 && { tokens: model.encoder.tokens }),
      rng: stepRng.key,
      ...(heldOut && { heldOut }),
    };
  }

  #learningRate(): number {
    const { optimiser: { learningRate, warmup, schedule }, steps } = this.#parts.task;
    const rampUp = Math.round(warmup * steps);
    if (schedule === "constant") return learningRate * Math.min(1, (this.step + 1) / Math.max(1, rampUp));
    return warmupCosine(this.step, { peak: learningRate, warmup: rampUp, total: steps });
  }

  #update(batch: Batch, rng: Rng, learningRate: number): [Scalar, Scalar] {
    const { task } = this.#parts;
    return tidy(() => {
      const { value, gradients } = this.#differentiate(batch, rng);
      const { gradNorm } = this.#optimiser.step(gradients, learningRate, this.step);
      if (typeof task.target === "object" && typeof this.#target !== "string") {
        updateEma(this.#target, this.#parts.model.encoder, task.target.ema);
      }
      return [value, gradNorm];
    });
  }

  /** Loss, and its gradients by the names of the parameters. Within a `tidy`. */
  #differentiate(batch: Batch, rng: Rng): { value: Scalar; gradients: Record<string, Tensor> } {
    const { model } = this.#parts;
    const lead = [batch.size, batch.frames];
    const observations = uploadObservations(batch.observations, model.observations, lead);
    const actions = tensor(batch.actions, [batch.size, batch.frames - 1, model.action]); // [B, T−1, A]
    const list = Object.values(this.#learned);
    const { value, grads } = this.#connected(() =>
      variableGrads(() => this.#loss(observations, actions, rng), list)
    );
    const gradients: Record<string, Tensor> = {};
    for (const [name, v] of Object.entries(this.#learned)) {
      gradients[name] = grads[v.name] ?? this.#unreached(`"${name}"`);
    }
    return { value, gradients };
  }

  /** Says in our words that no variable at all has a gradient, for which the library throws. */
  #connected<T>(differentiate: () => T): T {
    try {
      return differentiate();
    } catch (error) {
      if (error instanceof Error && error.message.includes(NO_CONNECTION)) this.#unreached("any weight");
      throw error;
    }
  }

  #unreached(what: string): never {
    const { name, task: { objectives, learn } } = this.#parts;
    const [terms, parts] = [Object.keys(objectives), learn].map((names) =>
      names.map((one) => `"${one}"`).join(", ")
    );
    throw new InputError(
      `Cannot train stage "${name}": none of its objectives, ${terms}, gives a gradient to ${what}, expected that they ` +
        `reach all that it learns, ${parts}; take the part out of train.${name}.learn, or add an objective`,
    );
  }

  /**
   * Does all that a step and the diagnostics do, with a learning rate of 0, and reads no number of it: what cannot work with
   * its partner (an objective that asks for views or for a next frame, a predictor that is told what it does not take,
   * a part without gradient) refuses here as it would in training. Moments and running statistics change, so do it
   * with a model that is not trained.
   */
  async rehearse(): Promise<void> {
    const { batches, rng } = this.#parts;
    const batch = await batches.at(0);
    dispose(this.#update(batch, rng.fork("step").fork(0), 0));
    await this.#diagnostics?.measure();
  }

  /**
   * The first tensor of the next step that holds NaN or infinity, in the order in which they arise: batch, held-out
   * batch, weights, moments, losses, gradients from the last layer back. Nothing changes.
   *
   * @returns What it is called, such as `gradient of "encoder.0.weight"`; undefined when all are finite.
   */
  async firstBad(): Promise<string | undefined> {
    const { batches, rng } = this.#parts;
    const stepRng = rng.fork("step").fork(this.step);
    const batch = await batches.at(this.step);
    const column = badColumn(batch);
    if (column !== undefined) return `column "${column}" of the batch`;
    const unseen = this.#diagnostics && badColumn(this.#diagnostics.batch);
    if (unseen !== undefined) return `column "${unseen}" of the held-out batch`;
    const [weights, moments] = [Object.entries(this.weights()), Object.entries(this.moments())];
    const named = tidy((): [string, Tensor][] => {
      // Cloned before the forward pass, which moves running statistics: they are put back.
      const kept = weights.map(([, v]) => v.clone());
      const stored: [string, Tensor][] = [
        ...weights.map(([name], i): [string, Tensor] => [`weight "${name}"`, kept[i]]),
        ...moments.map(([name, v]): [string, Tensor] => [`moment "${name}"`, v.clone()]),
      ];
      const { gradients } = this.#differentiate(batch, stepRng);
      weights.forEach(([, v], i) => v.assign(kept[i]));
      const losses = [...this.#values].map(([name, v]): [string, Tensor] => [`loss "${name}"`, v.clone()]);
      const back = Object.entries(gradients).reverse();
      return [
        ...stored,
        ...losses,
        ...back.map(([name, g]): [string, Tensor] => [`gradient of "${name}"`, g]),
      ];
    });
    const values = await read(named.map(([, value]) => value));
    return named.find((_, i) => !values[i].every(Number.isFinite))?.[0];
  }

  #loss(observations: { readonly [stream: string]: Tensor }, actions: Tensor, rng: Rng): Scalar {
    const { task: { learn }, model: { encoder, predictor } } = this.#parts;
    // A part that does not learn keeps its running statistics, too.
    const modeOf = (part: string) => learn.includes(part) ? "train" : "infer";
    const context = objectiveContexts({
      encoder,
      predictor,
      target: this.#target,
      views: this.#views,
      observations,
      actions,
      modes: { encoder: modeOf("encoder"), predictor: modeOf("predictor") },
      rng: rng.fork("parts"),
    });
    let total: Scalar | undefined;
    for (const { name, weight, objective } of this.#terms) {
      const { loss, terms = {} } = objective.loss(context(rng.fork(name)));
      this.#note(name, loss);
      for (const [part, value] of Object.entries(terms)) this.#note(`${name}.${part}`, value);
      const weighted: Scalar = mul(loss, weight);
      total = total ? add(total, weighted) : weighted;
    }
    if (!total) throw new InputError(`Cannot train stage "${this.#parts.name}": it has no objectives`);
    return total;
  }

  #note(term: string, value: Scalar): void {
    const kept = this.#values.get(term);
    if (kept) kept.assign(value);
    else this.#values.set(term, variable(value, false));
  }
}
