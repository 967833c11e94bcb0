import { output } from "./output.ts";

/** SIGINT and SIGTERM as an `AbortSignal`: the first asks to save and stop, a second SIGINT stops at once. */
class Interruption {
  readonly #controller = new AbortController();
  #exitCode = 130;

  /** Given when the user or the system asks to stop. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** 130 after SIGINT, 143 after SIGTERM. */
  get exitCode(): number {
    return this.#exitCode;
  }

  /** Starts to listen. With `save` the work itself ends after saving; without, the process ends at once. */
  listen({ save }: { readonly save: () => boolean }): void {
    const onSignal = (code: number) => () => {
      this.#exitCode = code;
      if (this.signal.aborted || !save()) Deno.exit(code);
      output.say("Stopping after this step; once more to stop at once");
      this.#controller.abort();
    };
    Deno.addSignalListener("SIGINT", onSignal(130));
    if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", onSignal(143));
  }
}

/** The one interruption of this process. */
export const interruption: Interruption = new Interruption();
