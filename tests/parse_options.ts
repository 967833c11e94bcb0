import { parseArgs, type ParseArgsConfig } from "node:util";
import { suggestion } from "../core/nearest.ts";

/** The first sentence of what Node's parser says, without its end. */
const firstSentence = (text: string): string => text.split(/\.(?:\s|$)/)[0];

/**
 * The options that were given to a program of the tests. One that it does not have ends the program with one sentence
 * and exit code 2.
 */
export function parseOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const given = error.message.match(/^Unknown option '(-[^']*)'/)?.[1];
    const names = Object.keys(config.options ?? {}).map((name) => `--${name}`);
    const sentence = given === undefined
      ? `Cannot read the options: ${firstSentence(error.message)}, expected ${names.join(", ")}`
      : `Cannot use ${given}: ${suggestion(given, names)}`;
    console.error(sentence);
    Deno.exit(2);
  }
}
