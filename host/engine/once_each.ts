/** Begins something once for each key and gives it again; what failed is forgotten, so that it can be tried again. */
export class OnceEach<T> {
  readonly #begun = new Map<string, Promise<T>>();

  /** What was begun for the key, or what `begin` begins. */
  get(key: string, begin: () => Promise<T>): Promise<T> {
    const known = this.#begun.get(key);
    if (known) return known;
    const begun = begin();
    this.#begun.set(key, begun);
    begun.catch(() => this.#begun.delete(key));
    return begun;
  }

  /** Forgets what was begun for the key: it is begun anew when it is asked for again. */
  forget(key: string): void {
    this.#begun.delete(key);
  }
}
