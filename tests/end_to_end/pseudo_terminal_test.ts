import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inFolder } from "../fixtures/in_folder.ts";
import { commandLine } from "./command_line.ts";
import { PseudoTerminal, type Session } from "./pseudo_terminal.ts";

/** What the world says; longer than a line of either terminal. */
const sentence = (what: string, thread = "main"): string =>
  `${what} in the ${thread} thread, ${
    "and this sentence goes on past the edge, ".repeat(4)
  }until ${what} ends.`;

/** A world that prints or fails in its sixtieth step, in each thread that steps it. */
const WORLD = `
import process from "node:process";
const sentence = ${sentence};
const thread = "DedicatedWorkerGlobalScope" in globalThis ? "worker" : "main";
const ways = {
  prints: () => {
    for (const way of ["log", "info", "warn", "error", "debug"]) console[way](sentence(way, thread));
    console.group("group of", thread);
    console.table([{ a: 1 }]);
    console.groupEnd();
    process.stdout.write("begun ");
    if (thread === "worker") process.stderr.write("begun elsewhere");
    process.stdout.write("and ended in " + thread + "\\n");
    Deno.stdout.writeSync(new TextEncoder().encode(sentence("writeSync", thread) + "\\n"));
  },
  refuses: () => { throw Object.assign(new Error(sentence("refusal")), { name: "InputError" }); },
  fails: () => { throw new TypeError(sentence("failure")); },
  "fails-later": () => setTimeout(() => { throw new TypeError(sentence("late failure")); }),
  rejects: () => { Promise.reject(new TypeError(sentence("rejection"))); },
  exits: () => Deno.exit(3),
};
const make = ({ mode }) => {
  let steps = 0;
  return {
    id: "odd@1",
    observations: { pixels: { shape: [16, 16, 3], dtype: "uint8" } },
    actionSpace: { kind: "box", low: [-1], high: [1] },
    variables: [],
    factors: [],
    reset: () => {},
    step: () => {
      const end = performance.now() + 2;
      while (performance.now() < end);
      if (++steps === 60) ways[mode]?.();
      return { reward: 0, terminated: false, truncated: false };
    },
    observe: () => Uint8Array.from({ length: 768 }, (_, i) => i * steps),
    measure: () => new Float64Array(0),
    getState: () => new Float64Array(1),
    setState: () => {},
  };
};
const mode = { type: "string", default: "works", description: "what it does in its sixtieth step" };
const unwilling = () => ({
  evaluate: () => { throw Object.assign(new Error(sentence("evaluation")), { name: "InputError" }); },
});
export default {
  name: "odd",
  env: { odd: { kind: "env", description: "Odd", options: { mode }, make } },
  evaluation: {
    unwilling: { kind: "evaluation", description: "Refuses once it is begun", options: {}, make: unwilling },
  },
};
`;

const TASK = `{
  "name": "odd",
  "plugins": ["./odd.js"],
  "env": { "use": "odd", "with": { "mode": "works" } },
  "data": { "policy": { "use": "random" }, "episodes": 8, "steps": 40, "heldOut": 0.25, "frameskip": 1 },
  "model": {
    "encoder": { "use": "conv", "with": { "widths": [4, 4, 4, 4], "dim": 4, "projector": 4 } },
    "predictor": { "use": "residual-mlp", "with": { "hidden": 2, "depth": 1 } }
  },
  "train": {
    "joint": {
      "learn": ["encoder", "predictor"],
      "objectives": { "prediction": { "weight": 1 }, "sigreg": { "weight": 1, "with": { "slices": 4 } } },
      "steps": 20, "batch": 4, "window": 2, "checkpointEvery": 1000000
    }
  },
  "plan": { "planner": { "use": "random-shooting" }, "horizon": 2, "execute": 2 },
  "evaluate": {}
}`;

const BAR = "[█░]{10,40}";
/** Nothing may set up the terminal in another way: a process that is killed could not set it back. */
const SETTINGS = new RegExp("\x1b\\[\\?|\x1b[78]");

async function inTask(work: (folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, "odd.js"), WORLD);
    writeFileSync(join(folder, "odd.jsonc"), TASK);
    await work(folder);
  });
}

/** Starts a verb on a terminal of so many columns. */
function open(columns: number, folder: string, verb: string, args: readonly string[], redirect?: string) {
  return new PseudoTerminal(columns, folder, commandLine(verb, args), redirect);
}

/** Where lines stand one below the other, each wrapped at the edge and with nothing beside it; or -1. */
function placeOf({ screen: { lines } }: Session, text: string, columns: number): number {
  const wanted = text.split("\n").flatMap((line) => line.match(new RegExp(`.{1,${columns}}`, "gu")) ?? [""])
    .map((line) => line.trimEnd());
  return lines.findIndex((_, at) => wanted.every((line, i) => lines[at + i] === line));
}

const textOf = ({ screen }: Session): string => screen.lines.join("\n");

function expectShown(session: Session, text: string, columns: number): void {
  const shown = placeOf(session, text, columns) >= 0;
  assert.ok(shown, `"${text}" does not stand on lines of its own:\n${textOf(session)}`);
}

/** The shell gets a terminal that wraps, and begins a line. */
function expectInOrder(session: Session, code: number): void {
  assert.equal(session.code, code, textOf(session));
  assert.ok(session.screen.wraps, "the terminal wraps");
  assert.doesNotMatch(session.sent, SETTINGS);
  assert.equal(session.screen.lines.at(-1), "", `a prompt would stand behind:\n${textOf(session)}`);
}

/** Places of the lines of a screen that are like this. */
const placesOf = ({ screen }: Session, line: RegExp): readonly number[] =>
  screen.lines.flatMap((text, at) => line.test(text) ? [at] : []);

Deno.test("what a world prints while a bar is up stands whole, and the bar goes on below it", () =>
  inTask(async (folder) => {
    const args = ["odd.jsonc", "env.with.mode=prints", "--workers", "2"];
    const [whole, json] = await Promise.all([
      open(120, folder, "train", [...args, "--backend", "wasm"]).ended(),
      open(80, folder, "collect", [...args, "--json", "--out", "other"], ">out.json").ended(),
    ]);
    for (const [session, columns] of [[whole, 120], [json, 80]] as const) {
      for (const thread of ["main", "worker"]) {
        for (const way of ["log", "info", "warn", "error", "debug", "writeSync"]) {
          expectShown(session, sentence(way, thread), columns);
        }
        expectShown(session, `group of ${thread}\n  ┌─────────┬───┐\n  │ (index) │ a │`, columns);
        expectShown(session, `begun and ended in ${thread}`, columns);
      }
      expectShown(session, "begun elsewhere", columns);
      const [bar, ...others] = placesOf(session, /^collect/);
      assert.deepEqual(others, [], "one bar, which stands below what was printed");
      assert.ok(bar > placeOf(session, sentence("writeSync", "worker"), columns));
      assert.match(session.screen.lines[bar], /^collect {11} █{10,40} 100% \| 8\/8 \| episodes \| 0s left$/);
      expectInOrder(session, 0);
    }
    const trained = /^train joint {8}█{10,40} 100% \| 20\/20 \| loss [\d.]+, prediction .*\| 0s left$/;
    assert.equal(placesOf(whole, trained).length, 1);
    const { episodes } = JSON.parse(readFileSync(join(folder, "out.json"), "utf8"));
    assert.equal(episodes, 8, "stdout is one object");
  }));

/** Collects in a world that ends the work in one way or another. */
async function endedBy(folder: string, mode: string, columns: number): Promise<Session> {
  const args = ["odd.jsonc", `env.with.mode=${mode}`, "--workers", "1"];
  return await open(columns, folder, "collect", args).ended();
}

async function kill(folder: string): Promise<void> {
  const terminal = open(80, folder, "collect", ["odd.jsonc", "data.steps=5000", "--workers", "1"]);
  await terminal.sees(new RegExp(`^collect {11} ${BAR}`, "m"));
  terminal.signal("SIGKILL");
  const { code, screen, sent } = await terminal.ended();
  assert.equal(code, 137);
  assert.ok(screen.wraps);
  assert.doesNotMatch(sent, SETTINGS);
}

Deno.test("however work ends under a bar, what is told stands whole below it", () =>
  inTask(async (folder) => {
    const ends = [
      ["refuses", 80, 2, sentence("refusal")],
      ["fails", 120, 1, `error: Uncaught (in promise) TypeError: ${sentence("failure")}`],
      ["fails-later", 80, 1, `error: Uncaught TypeError: ${sentence("late failure")}`],
      ["rejects", 120, 1, `error: Uncaught (in promise) TypeError: ${sentence("rejection")}`],
      ["exits", 80, 3, ""],
    ] as const;
    const ended = ends.map(([mode, columns]) => endedBy(folder, mode, columns));
    const [sessions] = await Promise.all([Promise.all(ended), kill(folder)]);
    for (const [i, [, columns, code, said]] of ends.entries()) {
      const bars = placesOf(sessions[i], new RegExp(`^collect {11} ${BAR} 12% \\| 1/8 \\| episodes$`));
      assert.equal(bars.length, 1, textOf(sessions[i]));
      assert.equal(placeOf(sessions[i], said, columns), bars[0] + 1, textOf(sessions[i]));
      expectInOrder(sessions[i], code);
    }
  }));

Deno.test("an evaluation that is refused under its bar says so in a whole sentence", () =>
  inTask(async (folder) => {
    const args = ["odd.jsonc", 'evaluate={"unwilling":{}}', "--backend", "wasm"];
    const session = await open(80, folder, "train", args).ended();
    expectInOrder(session, 2);
    const said = sentence("evaluation");
    const [bar] = placesOf(session, new RegExp(`^evaluate unwilling ${BAR}$`));
    assert.equal(placeOf(session, said, 80), bar + 1, textOf(session));
  }));

const STEPS = 1_000_000;
const TRAIN = ["odd.jsonc", `train.joint.steps=${STEPS}`, "train.joint.logEvery=10", "--backend", "wasm"];
const STOPPING = "Stopping after this step; once more to stop at once";
/** All that is to be seen of a bar. */
const TRAINING = `train joint +${BAR} 0% \\| \\d+/${STEPS} \\| loss [\\d.]+.* \\| [\\dhms]+ left`;

async function stopTwice(folder: string): Promise<void> {
  const terminal = open(80, folder, "train", [...TRAIN, "--out", "other"]);
  // The first step waits for the thread that makes its batch to start: the second key finds it not taken.
  await terminal.sees(/^train joint/m);
  await terminal.press("\x03");
  await terminal.sees(/^Stopping/m);
  await terminal.press("\x03");
  const session = await terminal.ended();
  assert.deepEqual(session.screen.lines.slice(-3), [STOPPING, `train joint        ${"░".repeat(40)}`, ""]);
  expectInOrder(session, 130);
}

async function stopAndGoOn(folder: string): Promise<void> {
  const first = open(80, folder, "train", TRAIN);
  await first.sees(new RegExp(`^${TRAINING}$`, "m"));
  await first.press("\x03");
  const stopped = await first.ended();
  expectInOrder(stopped, 130);
  const [said, bar, saved, end] = stopped.screen.lines.slice(-4);
  assert.equal(said, STOPPING);
  assert.match(bar, new RegExp(`^${TRAINING}$`));
  assert.match(saved, /^Saved step \d+; the same command without --new continues$/);
  assert.equal(end, "");

  const second = open(120, folder, "train", TRAIN);
  await second.sees(new RegExp(`^(?=.{78,117}$)${TRAINING}$`, "m"));
  await second.resize(80);
  await second.sees(new RegExp(`^(?=.{0,77}$)${TRAINING}$`, "m"));
  second.signal("SIGTERM");
  const terminated = await second.ended();
  expectInOrder(terminated, 143);
  const [, step] = saved.split(/^Saved step (\d+)/);
  expectShown(terminated, `continues at step ${step} of ${STEPS} (train joint)`, 120);
  assert.equal(placesOf(terminated, /^train joint/).length, 1);
}

Deno.test("signals under a bar are answered on whole lines, and what was saved is gone on with", () =>
  inTask(async (folder) => {
    await Promise.all([stopTwice(folder), stopAndGoOn(folder)]);
  }));

Deno.test("the time left counts what this sitting did, and a line that is said leaves the bar below it", () =>
  inFolder(async (folder) => {
    const script = join(folder, "bar.ts");
    const terminal = JSON.stringify(new URL("../../cli/terminal.ts", import.meta.url).href);
    writeFileSync(
      script,
      `import { Terminal } from ${terminal};
      const wait = () => new Promise((resolve) => setTimeout(resolve, 200));
      const terminal = new Terminal({ quiet: false, json: false });
      terminal.phase("train joint");
      for (let step = 501; step <= 503; step++, await wait()) {
        terminal.at(step, 800, "loss 0.25, prediction 0.125");
        if (step === 502) terminal.say("an alarm");
      }
      terminal.result({}, "the result");`,
    );
    const config = new URL("../../deno.json", import.meta.url).pathname;
    const session = await new PseudoTerminal(110, folder, ["run", "--no-check", "--config", config, script])
      .ended();
    const [said, bar, result] = session.screen.lines;
    assert.deepEqual([said, result], ["an alarm", "the result"]);
    assert.match(
      bar,
      /^train joint {8}[█░]{10,40} 62% \| 503\/800 \| loss 0\.25, prediction 0\.125 \| .*s left$/,
    );
    const [, minutes = "0", seconds] = bar.match(/(?:(\d+)m)?(\d+)s left$/) ?? [];
    // 297 steps of 0.2 s, and more on a busy machine.
    assert.ok(Number(minutes) * 60 + Number(seconds) >= 59, bar);
    expectInOrder(session, 0);
  }));
