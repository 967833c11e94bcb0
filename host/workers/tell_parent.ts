/**
 * The first import of a worker's module: what is printed in the worker, and an error that nothing there catches, go to
 * the thread that started it, which alone knows what stands on the terminal.
 *
 * @module
 */
import { redirectPrinting } from "../printing.ts";
import type { Notice } from "./thread.ts";

function tell(notice: Notice): void {
  self.postMessage(notice);
}

function end(event: Event, ended: string): void {
  event.preventDefault();
  tell({ ended });
  self.close();
}

redirectPrinting((printed, stream) => tell({ printed, stream }));
self.addEventListener("error", (event) => end(event, event.message));
self.addEventListener("unhandledrejection", (event) => end(event, `Uncaught (in promise) ${event.reason}`));
