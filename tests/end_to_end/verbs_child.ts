/**
 * Several commands in one process, one after the other, so that what is loaded is loaded once. Its argument is a JSON
 * list of command lines; what each printed ends with a line that says its exit code.
 *
 * @module
 */
import { run } from "../../cli/main.ts";
import { output } from "../../cli/output.ts";
import { END } from "./command_line.ts";

const commands: readonly (readonly string[])[] = JSON.parse(Deno.args[0]);
for (const args of commands) {
  Deno.exitCode = 0;
  const code = await run(args);
  output.result(`${END}${code}`);
  output.say(`${END}${code}`);
}
Deno.exit(0);
