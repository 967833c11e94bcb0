import config from "../../deno.json" with { type: "json" };

const ROOT = new URL("../../", import.meta.url).pathname;

/** What a command left. */
export interface Outcome {
  /** Exit code. */
  readonly code: number;
  /** What it printed for the user or the program. */
  readonly stdout: string;
  /** Progress and errors. */
  readonly stderr: string;
}

/** Begins the line that follows what one of several commands in a process printed. */
export const END = "--- exit code ";

const NESTED = "deno task --quiet ";

/** What a task of `deno.json` comes to, those that it is made of included. */
function commandOf(name: string): string {
  const found = Object.entries(config.tasks).find(([task]) => task === name)?.[1];
  if (!found) throw new Error(`Cannot run "${name}": deno.json has no such task`);
  const { command } = found;
  if (!command.startsWith(NESTED)) return command;
  const [base, ...rest] = command.slice(NESTED.length).split(" ");
  return [commandOf(base), ...rest].join(" ");
}

/** The permissions of a task of `deno.json`, and what it runs. */
function taskArguments(verb: string): string[] {
  return commandOf(verb).split(" ").slice(1).map((part) => part.replace("cli/main.ts", `${ROOT}cli/main.ts`));
}

/** The arguments of `deno` for a verb: with the same permissions that a user gets. */
export function commandLine(verb: string, args: readonly string[]): string[] {
  const [run, ...rest] = taskArguments(verb);
  return [run, "--no-check", "--config", `${ROOT}deno.json`, ...rest, ...args];
}

/** Starts a verb of the command line in a folder. */
export function startOrrery(verb: string, args: readonly string[], cwd: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: commandLine(verb, args),
    cwd,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs a verb of the command line in a folder, with the permissions of its task. */
export async function orrery(verb: string, args: readonly string[], cwd: string): Promise<Outcome> {
  const { code, stdout, stderr } = await startOrrery(verb, args, cwd).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

/** Does work for each, two at a time: a command alone keeps one core busy. */
export async function twoAtATime<T>(all: Iterable<T>, work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const worker = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
  };
  await Promise.all([worker(), worker()]);
}
