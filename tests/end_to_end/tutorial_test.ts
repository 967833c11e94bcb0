import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const ROOT = new URL("../../", import.meta.url).pathname;

/** A fenced block: what follows the fence, and the text. */
interface Block {
  readonly info: string;
  readonly text: string;
}

function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].map(([, info, text]) => ({ info, text }));
}

/** Where Deno keeps what it has fetched; a new home folder must not hide it. */
async function cacheFolder(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

/** Runs blocks as a reader types them: in one shell that starts in the checkout, with a home folder of its own. */
class Reader {
  #folder = ROOT;
  readonly #home: string;
  readonly #cache: string;
  readonly #begun = new Set<string>();

  constructor(home: string, cache: string) {
    this.#home = home;
    this.#cache = cache;
  }

  /** The folder that the shell is in. */
  get folder(): string {
    return this.#folder;
  }

  /** Types commands, and follows where they lead. */
  async type(commands: string): Promise<string> {
    const after = join(this.#home, "folder");
    const { code, stdout, stderr } = await new Deno.Command("bash", {
      args: ["-ec", `${commands}\npwd > '${after}'`],
      cwd: this.#folder,
      env: {
        HOME: this.#home,
        DENO_DIR: this.#cache,
        NO_COLOR: "1",
        PATH: `${dirname(Deno.execPath())}${delimiter}${Deno.env.get("PATH") ?? ""}`,
      },
      stdin: "null",
    }).output();
    const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    assert.equal(code, 0, `${commands}\n${said}`);
    this.#folder = readFileSync(after, "utf8").trim();
    return said;
  }

  /** Puts a block into a file: the first one in the place of what was there, the next ones below. */
  write(file: string, text: string): void {
    const path = join(this.#folder, file);
    const before = this.#begun.has(path) ? `${readFileSync(path, "utf8")}\n` : "";
    this.#begun.add(path);
    writeFileSync(path, before + text);
  }
}

Deno.test("the tutorial, followed to the letter, ends with a world that trains and can be published", async (t) => {
  const home = await Deno.makeTempDir();
  const reader = new Reader(home, await cacheFolder());
  let said = "";
  for (const { info, text } of blocksOf(readFileSync(join(ROOT, "docs", "tutorial.md"), "utf8"))) {
    const [language, , file] = info.split(" ");
    if (language === "sh") await t.step(text.trim(), async () => void (said += await reader.type(text)));
    if (language === "ts") reader.write(file, text);
  }
  assert.equal(reader.folder, join(home, "plugins", "river"));
  assert.ok(existsSync(join(reader.folder, "runs", "river")));
  assert.match(said, /2 passed/);
  assert.match(said, /ok {2}env river/);
  assert.match(said, /river: success .*, n \d+/);
  assert.match(said, /Dry run complete/);

  await t.step("what breaks a rule is told as the page says", async () => {
    const path = join(reader.folder, "mod.ts");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("Float64Array.of(...this.#boat, this.#current)", "this.#boat.slice()"));
    const [sentence] = blocksOf(readFileSync(join(ROOT, "docs", "tutorial.md"), "utf8"))
      .filter(({ info }) => info === "text").map((block) => block.text.trim());
    const told = await reader.type("deno task check || true");
    assert.ok(told.includes(sentence), told);
  });
  await Deno.remove(home, { recursive: true });
});
