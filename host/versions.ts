import { version_core } from "@tensorflow/tfjs-core";
import config from "../deno.json" with { type: "json" };

/** Versions of everything that computes, for `run.json`. */
export function versions(): { readonly [name: string]: string } {
  return {
    orrery: config.version,
    deno: Deno.version.deno,
    v8: Deno.version.v8,
    tfjs: version_core,
    os: `${Deno.build.os} ${Deno.build.arch}`,
  };
}
