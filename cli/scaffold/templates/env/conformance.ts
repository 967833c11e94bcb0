import { checkEnv } from "@orrery/orrery/testing";
import { world } from "./mod.ts";

Deno.test("my-env keeps every rule of a world", () => checkEnv(() => world.make({}, {})));
