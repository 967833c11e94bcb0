/** Markdown as the project's formatter leaves it. */
export async function formatted(markdown: string): Promise<string> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--config", new URL("../../deno.json", import.meta.url).pathname, "--ext", "md", "-"],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(markdown));
  await writer.close();
  const { success, stdout } = await process.output();
  if (!success) throw new Error("Cannot format a page: deno fmt failed, expected Markdown that it reads");
  return new TextDecoder().decode(stdout);
}
