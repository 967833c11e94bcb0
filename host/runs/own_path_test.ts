import assert from "node:assert/strict";
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { inFolder } from "../../tests/fixtures/in_folder.ts";
import { makePipe } from "../../tests/fixtures/make_pipe.ts";
import { ownPath } from "./own_path.ts";

/** A run folder, and beside it what is none of its business. */
function inRun(work: (run: string, folder: string) => void | Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const run = join(folder, "run");
    mkdirSync(join(run, "checkpoints", "last"), { recursive: true });
    mkdirSync(join(folder, "elsewhere"));
    writeFileSync(join(folder, "victim"), "victim");
    writeFileSync(join(run, "report.html"), "report");
    await work(run, folder);
  });
}

Deno.test("a link out of a run is refused by its name, wherever on the way it stands", () =>
  inRun((run, folder) => {
    const cases: readonly [link: string, target: string, ...asked: string[]][] = [
      ["run.json", "../victim", "run.json"],
      ["run.json", join(folder, "victim"), "run.json"],
      ["run.json", "../nothing/yet", "run.json"],
      ["media", "../elsewhere", "media", "a.gif"],
      ["media", "..", "media"],
      ["media", "checkpoints/../..", "media"],
      ["checkpoints/best", "../../elsewhere", "checkpoints"],
      ["checkpoints/last/state.json", "../../../victim", "checkpoints"],
      ["run.json", "/dev/null", "run.json"],
    ];
    for (const [link, target, ...asked] of cases) {
      symlinkSync(target, join(run, link));
      assert.throws(
        () => ownPath(run, ...asked),
        new InputError(
          `Cannot use "${join(run, link)}": it is a link out of the run, to ${
            JSON.stringify(target)
          }, expected a file or folder of the run itself; remove it, or put a copy in its place`,
        ),
        `${link} to ${target}`,
      );
      rmSync(join(run, link));
    }
    symlinkSync("second", join(run, "first"));
    symlinkSync("../victim", join(run, "second"));
    assert.throws(() => ownPath(run, "first"), /first": it is a link out of the run, to "second"/);
    symlinkSync("round", join(run, "round"));
    assert.throws(() => ownPath(run, "round"), /round": it is a link out of the run, to "round"/);
    for (const outside of [["..", "victim"], ["media", "..", "..", "victim"]]) {
      assert.throws(() => ownPath(run, ...outside), InputError);
    }
  }));

Deno.test("links within a run and to a run are followed, and what is not there may come", () =>
  inRun((run, folder) => {
    symlinkSync("last", join(run, "checkpoints", "best"));
    symlinkSync("report.html", join(run, "newest.html"));
    symlinkSync("..", join(run, "checkpoints", "last", "up"));
    symlinkSync(join(run, "later"), join(run, "soon"));
    symlinkSync("run", join(folder, "alias"));
    for (const base of [run, join(folder, "alias")]) {
      for (const parts of [["checkpoints"], ["newest.html"], ["soon"], ["media", "none.gif"]]) {
        assert.equal(ownPath(base, ...parts), join(base, ...parts));
      }
    }
    assert.ok(!existsSync(join(run, "later")));
  }));

Deno.test("what would make a reader wait for ever is refused", () =>
  inRun(async (run) => {
    await makePipe(join(run, "checkpoints", "last", "state.json"));
    assert.throws(
      () => ownPath(run, "checkpoints"),
      /^InputError: Cannot use ".*state\.json": it is a named pipe, expected a file or folder of the run itself; remove it$/,
    );
    symlinkSync("checkpoints/last/state.json", join(run, "metrics.jsonl"));
    assert.throws(
      () => ownPath(run, "metrics.jsonl"),
      /metrics\.jsonl": it is a link to a named pipe, expected/,
    );
  }));
