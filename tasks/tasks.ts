import carracing from "./carracing.jsonc" with { type: "text" };
import dotwall from "./dotwall.jsonc" with { type: "text" };
import pong from "./pong.jsonc" with { type: "text" };
import pusht from "./pusht.jsonc" with { type: "text" };
import reacher from "./reacher.jsonc" with { type: "text" };
import tworoom from "./tworoom.jsonc" with { type: "text" };

/** Texts of the built-in task files, by the name of the task. */
export const tasks: { readonly [name: string]: string } = {
  carracing,
  dotwall,
  pong,
  pusht,
  reacher,
  tworoom,
};
