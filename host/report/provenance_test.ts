import assert from "node:assert/strict";
import { provenanceSection } from "./provenance.ts";

const input = {
  task: { name: "two-room" },
  hash: "3f9c",
  seed: 7,
  seconds: {},
  metrics: [],
  evaluations: {},
  films: [],
  gauges: {},
};

function command(words: string | readonly string[]): string | undefined {
  const { source } = provenanceSection({ ...input, run: { command: words } });
  return source.match(/<pre tabindex="0"><code>([^<]*)/)?.[1];
}

Deno.test("the command can be pasted into a shell: words with special characters are quoted", () => {
  assert.equal(command(["deno", "task", "train", "--seed=7"]), "deno task train --seed=7");
  assert.equal(
    command(["a b", "it's", "$HOME", ""]),
    "&#39;a b&#39; &#39;it&#39;\\&#39;&#39;s&#39; &#39;$HOME&#39; &#39;&#39;",
  );
  assert.equal(command("deno task train"), "deno task train");
});

Deno.test("seconds are added up", () => {
  const { source } = provenanceSection({ ...input, run: {}, seconds: { collect: 50, train: 20 } });
  assert.match(source, /total<\/th><td class="number">1\u00a0min 10\u00a0s/);
});
