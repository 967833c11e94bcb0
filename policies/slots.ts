import { InputError } from "../core/errors.ts";

/** What a policy remembers of each running episode, by slot of the batch. */
export class Slots<T> {
  readonly #values = new Map<number, T>();

  /** Starts an episode; what was known of the slot's last one is forgotten. */
  begin(slot: number, value: T): void {
    this.#values.set(slot, value);
  }

  /** What is known of a running episode. Throws {@linkcode InputError} where none has begun. */
  get(slot: number): T {
    const value = this.#values.get(slot);
    if (value === undefined) {
      throw new InputError(
        `Cannot act: no episode has begun in slot ${slot}, expected begin(${slot}, …) first`,
      );
    }
    return value;
  }
}
