/**
 * The first import of `main.ts`: whatever prints from here on prints through {@linkcode output}, and however the
 * process ends, its bar ends first.
 *
 * @module
 */
import { redirectPrinting } from "../host/printing.ts";
import { output } from "./output.ts";

redirectPrinting((text, stream) => output.print(text, stream));
// The runtime prints the errors that nobody catches by itself; "unload" comes with every call of Deno.exit.
for (const end of ["error", "unhandledrejection", "unload"]) {
  globalThis.addEventListener(end, () => output.endBar());
}
