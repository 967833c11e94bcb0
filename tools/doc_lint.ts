/**
 * `deno doc --lint` over every entry point, less the one diagnostic that cannot be helped: public types that refer to
 * tfjs' own, which its package does not re-export for documentation.
 */
import config from "../deno.json" with { type: "json" };

const TFJS = /error\[private-type-ref\].*'(Tensor|Scalar|Variable|TensorInfo|DataType)'$/;

const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
  args: ["doc", "--lint", ...Object.values(config.exports)],
  cwd: new URL("../", import.meta.url).pathname,
  env: { NO_COLOR: "1" },
}).output();

const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
const blocks = text.split(/\n(?=error)/).filter((block) => /^error\[/.test(block));
const ours = blocks.filter((block) => !TFJS.test(block.split("\n")[0]));
for (const block of ours) console.error(block);
console.error(`doc lint: ${ours.length} problems, ${blocks.length - ours.length} references to tfjs' types`);
Deno.exit(ours.length ? 1 : 0);
