/** What the escape suite tries: code that runs in the sandbox, by name. */
import { PREFIX } from "../../host/sandbox/message.ts";

/** Tries something; a value says that it worked, unless it is undefined or null. */
type Probe = () => unknown;

/** Files that are there on every Linux. */
const FILE = "/etc/hostname";
// Put together, so that nothing reads it out of the source beforehand.
const ADDRESS = ["file:", "", FILE].join("//").replace("////", "///");

/** The address of a file beside this one. */
function beside(name: string): string {
  return new URL(name, import.meta.url).href;
}

/** A module that reads the file by a literal import. */
const READER = `import text from "${ADDRESS}" with { type: "text" }; export default text;`;

function asData(source: string): string {
  return `data:application/javascript,${encodeURIComponent(source)}`;
}

/** The first thing that a nested worker says. */
function inWorker(source: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(asData(source), { type: "module" });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
  });
}

/** Code in a nested worker that says "denied" or what it got. */
function tryInWorker(code: string): Promise<unknown> {
  return inWorker(
    `let got; try { got = await (${code}); } catch (error) { got = "denied"; } postMessage(got ?? null);`,
  ).then((got) => {
    if (got === "denied") throw new Error("Requires access");
    return got;
  });
}

function raw(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}

function frame(sequence: number, text: string): Uint8Array {
  const json = new TextEncoder().encode(text);
  const out = new Uint8Array(3 * PREFIX + json.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, out.length - PREFIX, true);
  view.setUint32(PREFIX, sequence, true);
  view.setUint32(2 * PREFIX, json.length, true);
  out.set(json, 3 * PREFIX);
  return out;
}

/** Attempts that the process survives, denied or not. */
export const attempts: { readonly [name: string]: Probe } = {
  "read a file": () => Deno.readTextFileSync(FILE),
  "read a file by node:fs": async () => (await import("node:fs")).readFileSync(FILE, "utf8"),
  "read a file by fetch": () => fetch(ADDRESS),
  "read a file by require": async () => (await import("node:module")).createRequire(import.meta.url)(FILE),
  "read a file by a computed import": () => import(ADDRESS, { with: { type: "text" } }),
  "read a file by an import in a data: module": () => import(asData(READER)),
  "read a file by an import in a blob: module": () =>
    import(URL.createObjectURL(new Blob([READER], { type: "application/javascript" }))),
  "read a module that it does not consist of": () => import(beside("escape_test.ts")),
  "list its own folder": () => [...Deno.readDirSync(new URL(".", import.meta.url))],
  "read one of its own modules": () => Deno.readTextFileSync(new URL(import.meta.url)),
  "learn what a source map calls its sources": async () => {
    const source = `export default new Error().stack;\n//# sourceMappingURL=${beside("places.map")}`;
    const { default: stack } = await import(asData(source));
    if (!stack.includes("mapped.ts")) throw new Error("Requires access");
    return stack;
  },
  "list a folder": () => [...Deno.readDirSync("/")],
  "read what the system tells of processes": () => Deno.readTextFileSync("/proc/self/environ"),
  "write a file": () => Deno.writeTextFileSync("escaped", "text"),
  "write a file by node:fs": async () => (await import("node:fs")).writeFileSync("escaped", "text"),
  "write a heap snapshot": async () => (await import("node:v8")).writeHeapSnapshot("escaped.heapsnapshot"),
  "make a temporary folder": () => Deno.makeTempDirSync(),
  "open a database in a file": async () => new (await import("node:sqlite")).DatabaseSync("escaped.db"),
  "keep data in a cache": () => caches.open("escaped"),
  "keep data in localStorage": () => {
    localStorage.setItem("escaped", "text");
    return "kept";
  },
  "keep data in a cache of a nested worker": () => tryInWorker("caches.open('escaped').then(() => 'kept')"),
  "connect to a port": () => Deno.connect({ port: 9 }),
  "listen on a port": () => Deno.listen({ port: 0 }),
  "fetch a page": () => fetch("http://127.0.0.1:9999/"),
  "open a WebSocket": () => new WebSocket("ws://127.0.0.1:9999/"),
  "look up a name": () => Deno.resolveDns("localhost", "A"),
  "import from the network": () => import(["https://jsr.io", "@std", "assert/mod.ts"].join("/")),
  "import a package from npm that nothing has loaded": () => import(["npm:is-odd", "3.0.1"].join("@")),
  "read the environment": () => Deno.env.toObject(),
  "read the environment by node:process": async () => (await import("node:process")).default.env.HOME,
  "run a program": () => new Deno.Command("/bin/sh").outputSync(),
  "run a program by node:child_process": async () => (await import("node:child_process")).execFileSync("id"),
  "run deno with all permissions": () =>
    new Deno.Command(Deno.execPath(), { args: ["eval", "1"] }).outputSync(),
  "signal the host": () => Deno.kill(Deno.ppid, "SIGSTOP"),
  "load a native library": () => Deno.dlopen("libc.so.6", {}),
  "load a native addon": async () =>
    (await import("node:process")).default.dlopen({ exports: {} }, "/x.node"),
  "ask the system for its name": () => Deno.hostname(),
  "open a debugger's port": async () => (await import("node:inspector")).open(0),
  "request a permission": async () => {
    const { state } = await Deno.permissions.request({ name: "read" });
    if (state !== "granted") throw new Error("Requires access");
    return state;
  },
  "use the GPU": () => navigator.gpu.requestAdapter(),
  "read a file in a nested worker": () => tryInWorker(`Deno.readTextFile("${FILE}")`),
  "run a program in a nested worker": () => tryInWorker(`new Deno.Command("/bin/sh").output()`),
  "read a file by an import in a nested worker": () => inWorker(READER),
  "start a nested worker from a file": () =>
    new Promise((_, reject) => {
      const worker = new Worker(ADDRESS, { type: "module" });
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
    }),
};

/** Attempts against the host, each in a process of its own. */
export const attacks: { readonly [name: string]: Probe } = {
  "loop for ever": () => {
    for (;;);
  },
  "never settle": () => new Promise((resolve) => setInterval(() => resolve, 1000)),
  "loop in nested workers, and never settle": () => {
    for (let i = 0; i < 2; i++) new Worker(asData("for (;;);"), { type: "module" });
    return new Promise((resolve) => setInterval(() => resolve, 1000));
  },
  "fill the heap": () => {
    for (const kept: object[] = [];;) kept.push({ kept: new Array(1000).fill(0.5) });
  },
  "fill the memory outside the heap": () => {
    for (const kept: Uint8Array[] = [];;) kept.push(new Uint8Array(64e6));
  },
  "fill the heap of a nested worker": () =>
    inWorker("for (const kept = [];;) kept.push(new Array(1000).fill(0.5));"),
  "exit": () => Deno.exit(7),
  "crash by an unhandled rejection": async () => {
    Promise.reject(new Error("unhandled"));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  },
  "widen the permissions of a nested worker": async () => {
    new Worker(asData("1"), { type: "module", deno: { permissions: "inherit" } } as WorkerOptions);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  },
  "announce a huge message": () => raw(Uint8Array.of(0, 0, 0, 0x80)),
  "flood the answers with text": () => {
    for (const text = new TextEncoder().encode("flood ".repeat(10_000));;) raw(text);
  },
  "flood the answers with empty messages": () => {
    for (const empty = new Uint8Array(65_536);;) raw(empty);
  },
  "send half a message": () => {
    raw(frame(1, "[null,[]]").subarray(0, 10));
    return new Promise((resolve) => setInterval(() => resolve, 1000));
  },
  "send JSON that is none": () => raw(frame(3, "{[}")),
  "send an array longer than its message": () => raw(frame(3, '[null,[["f8",536870912]]]')),
  "answer before being asked": () => raw(frame(99, "[null,[]]")),
};
