import { twoRoom } from "@orrery/orrery/envs";
import { checkPolicy } from "@orrery/orrery/testing";
import { policy } from "./mod.ts";

Deno.test("my-policy keeps every rule of a policy", () =>
  checkPolicy((spec) => policy.make({}, { spec }), () => twoRoom.make({}, {})));
